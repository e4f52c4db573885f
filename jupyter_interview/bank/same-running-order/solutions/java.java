import java.io.*;
import java.util.*;

class Main {
    public static void main(String[] args) throws IOException {
        StreamTokenizer input = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));
        int n = next(input);
        int m = next(input);
        System.out.println(mostInCommon(songs(input, n), songs(input, m)));
    }

    private static int mostInCommon(int[] first, int[] second) {
        int[] row = new int[second.length + 1]; // row[j]: best for the songs of first so far and j songs of second
        for (int song : first) {
            int diagonal = 0;
            for (int index = 1; index <= second.length; index++) {
                int above = row[index];
                row[index] = song == second[index - 1] ? diagonal + 1 : Math.max(above, row[index - 1]);
                diagonal = above;
            }
        }
        return row[second.length];
    }

    private static int[] songs(StreamTokenizer input, int count) throws IOException {
        int[] songs = new int[count];
        for (int index = 0; index < count; index++) {
            songs[index] = next(input);
        }
        return songs;
    }

    private static int next(StreamTokenizer input) throws IOException {
        input.nextToken();
        return (int) input.nval;
    }
}
