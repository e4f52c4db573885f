import java.util.Scanner;

class Main {
    public static void main(String[] arguments) {
        Scanner input = new Scanner(System.in);
        long sum = 0;
        while (input.hasNextLong()) {
            sum += input.nextLong();
        }
        System.out.println(sum);
    }
}
