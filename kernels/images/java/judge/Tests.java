package interview.judge;

import java.util.Map;

/** One job: compiled once, each of its tests in a loader and a thread of its own. */
final class Tests {
    private final Job job;
    private final Map<String, byte[]> classes;
    private final boolean contained;

    Tests(Job job, CellCompiler compiler) throws CompileError {
        this.job = job;
        classes = compiler.compile(job);
        contained = Footprint.isContained(classes);
    }

    /** The claim about the test with these arguments. */
    String run(byte[] arguments) {
        try {
            Surroundings surroundings = new Surroundings();
            Test test = new Test(job, new CellLoader(classes), arguments, surroundings);
            String claim = test.run();
            boolean clean = surroundings.restore() && contained && !test.spoilt();
            return claim + ",\"clean\":" + clean + "}";
        } catch (InterruptedException error) {
            throw new IllegalStateException(error);
        }
    }
}
