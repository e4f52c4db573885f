import java.util.*;

class Main {
    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        int n = input.nextInt();
        int m = input.nextInt();
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int index = 0; index < n; index++) {
            first.add(input.nextInt());
        }
        for (int index = 0; index < m; index++) {
            second.add(input.nextInt());
        }
        int[][] best = new int[n + 1][m + 1];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= m; j++) {
                best[i][j] = first.get(i - 1) == second.get(j - 1)
                    ? best[i - 1][j - 1] + 1
                    : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        System.out.println(best[n][m]);
    }
}
