"""What the tests of all resident languages ask for, as candidates write it in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Dialect(NamedTuple):
    """One language's programs for the same questions."""

    language: str
    echo: str
    """A method NAME that returns its argument, of the type JAVA_TYPE where types are written."""
    values: str
    cache: str
    program: str
    cycles: dict[str, str]
    """By the kind of nodes, a function that ties its argument to itself."""
    wrong: tuple[tuple[str, str], ...]
    """Methods NAME that return what is not of the declared type, which follows."""
    compile_error: tuple[str, str, str]
    """Code that does not compile, the beginning of what is said, and a part of it."""
    failures: dict[str, tuple[tuple[str, str], ...]]
    """Code, and for 0, 1 and so on the outcome and a part of what is said."""
    leftovers: dict[str, str]
    """Functions that leave something behind and return how much of it they found; by what becomes of the process."""
    limits: str
    """Loops for 1, fills the memory for 2, floods the output for 3."""


ROUND_TRIPS: list[list[tuple[str, Any, str]]] = [
    [
        ("long", -(2**53) + 1, "long"),
        ("int?", None, "Integer"),
        ("float?[]", [None, 0.5, "NaN", "-Infinity"], "Double[]"),
        ("string[][][]", [[["a"], []]], "String[][][]"),
        ("string", 'a\0\u2028é😀\n"\\', "String"),
        ("bool[]", [True, False], "boolean[]"),
        ("map<string,int[]>", {"": [1], "é": []}, "Map<String, int[]>"),
        ("map<int,float>", {"-7": 1.5, "0": "Infinity"}, "Map<Integer, Double>"),
        ("linked_list<int>[]", [[], [1, 2, 3]], "ListNode[]"),
        ("tree<int>", [], "TreeNode"),
        ("tree<int>", [1, None, 2, 3, None, 4, 5], "TreeNode"),
    ],
    [
        ("linked_list<string>", ["a", "b"], "ListNode"),
        ("map<string,tree<bool>>", {"x": [True, False]}, "Map<String, TreeNode>"),
    ],
]
"""Jobs of a type, a value, and what the type is called in Java. There is one class of nodes in each."""

JAVASCRIPT = Dialect(
    language="javascript",
    echo="async NAME(x) { return x }",
    values="""
        function TreeNode(val) { this.val = val; this.left = this.right = null }
        function f(m, l) {
          const root = m.get(-1)
          if (!(m instanceof Map && l instanceof Array && root instanceof TreeNode && root.right.val === 3)) throw l
          return {7: root.left}
        }
    """,
    cache="""
        class Cache {
          constructor(size) { this.values = new Map() }
          putBoth(key, value) { this.values.set(key, value) }
          get(key) { return this.values.get(key) }
          size() { return this.values.size }
        }
    """,
    program="""
        const text = require('fs').readFileSync(0, 'utf8')
        if (text === 'bad') throw new RangeError('no')
        if (text === 'exit') process.exit(3)
        if (text === 'end') { console.log('done'); process.exit(0) }
        console.error('aside'); console.log(text.length)
    """,
    cycles={
        "linked_list<int>": "function f(x) { x.next = x; return x }",
        "tree<int>": "function f(x) { x.left = x; return x }",
    },
    wrong=(
        ("NAME(x) { return 1.5 }", "int"),
        ("NAME(x) { return '1' }", "int"),
        ("NAME(x) {}", "int"),
        ("NAME(x) { return [1,,2] }", "int[]"),
        ("NAME(x) { return [1] }", "linked_list<int>"),
        ("NAME(x) { return new Map([['1', 1]]) }", "map<int,int>"),
        ("NAME(x) { return {'01': 1} }", "map<int,int>"),
        ("NAME(x) { return '\\ud800' }", "string"),
    ),
    compile_error=("let x = 1\nlet = = 2", "solution.js:2\n", "SyntaxError"),
    failures={
        """
            function g() {
              throw new TypeError('no') }
            const f = async x => {
              if (x === 0) g()
              if (x === 1) throw 'text'
              if (x === 2) return await f(2) + 1
              if (x === 3) return new Promise(() => {})
              if (x === 4) return new Promise(() => setTimeout(() => { throw Error('late') }))
              if (x === 5) Promise.reject(Error('unseen'))
              if (x === 6) process.exit(0)
              return x
            }
        """: (
            ("raised", "at g (solution.js:3:"),
            ("raised", "Uncaught 'text'"),
            ("raised", "Maximum call stack"),
            ("exited", "nothing settles"),
            ("raised", "late"),
            ("raised", "unseen"),
            ("exited", ""),
        ),
        "function g() {}": (("raised", "The cell defines no function named f."),),
    },
    leftovers={
        process: f"""
            var seen
            function f(x) {{
              const places = [globalThis, Array.prototype, console.log, {module}].filter(Boolean)
              const found = [seen, ...places.map(place => place.left)].filter(Boolean)
              seen = 1
              for (const place of places) place.left = 1
              return found.length
            }}
        """
        for process, module in (("stays", "null"), ("is replaced", "require('fs')"))
    },
    limits="""
        function f(x) {
          if (x === 1) for (;;);
          if (x === 2) for (const kept = []; ;) kept.push(Array(1e5).fill(0.5))
          if (x === 3) for (;;) console.log('flood')
          return x
        }
    """,
)


def solution(body: str, returns: str = "int", takes: str = "int") -> str:
    """A method `f` of `x` in Java."""
    return f"public class Solution {{ {returns} f({takes} x) {{ {body} }} }}"


JAVA = Dialect(
    language="java",
    echo="JAVA_TYPE NAME(JAVA_TYPE x) { return x; }",
    values="""
        class TreeNode {
            int val; TreeNode left, right;
            TreeNode(int val, TreeNode left, TreeNode right) { this.val = val; this.left = left; this.right = right; }
        }
        class Solution {
            static Map<Integer, TreeNode> f(HashMap<Integer, TreeNode> m, int[] l) {
                TreeNode root = m.get(-1);
                if (l.length > 0 || root.right.val != 3) throw new IllegalStateException();
                return Map.of(7, root.left);
            }
        }
    """,
    cache="""
        class Cache {
            private final Map<Integer, ListNode> values = new HashMap<>();
            Cache(int size) {}
            public void putBoth(int key, ListNode value) { values.put(key, value); }
            public ListNode get(int key) { return values.get(key); }
            public int size() { return values.size(); }
        }
    """,
    program="""
        public class Main {
            public static void main(String[] args) throws Exception {
                String text = new String(System.in.readAllBytes(), "UTF-8");
                if (text.equals("bad"))
        throw new IllegalStateException("no");
                if (text.equals("exit")) System.exit(3);
                if (text.equals("end")) { System.out.println("done"); System.exit(0); }
                System.err.println("aside");
                new Thread(() -> System.out.println(text.length())).start();
            }
        }
    """,
    cycles={
        "linked_list<int>": solution("x.next = x; return x;", "ListNode", "ListNode"),
        "tree<int>": solution("x.left = x; return x;", "TreeNode", "TreeNode"),
    },
    wrong=(
        ("double NAME(int x) { return 1.5; }", "int"),
        ('String NAME(int x) { return "1"; }', "int"),
        ("void NAME(int x) {}", "int"),
        ("List<Integer> NAME(int x) { return Arrays.asList(1, null, 2); }", "int[]"),
        ("Integer[] NAME(int x) { return new Integer[2]; }", "int[]"),
        ("int[] NAME(int x) { return new int[] {1}; }", "linked_list<int>"),
        ('Map<String, Integer> NAME(int x) { return Map.of("1", 1); }', "map<int,int>"),
        ('String NAME(int x) { return "\\ud800"; }', "string"),
    ),
    compile_error=("class Solution {\n  int f(int x) { return y; } }", "solution.java:2: error: cannot find", "y"),
    failures={
        """
            class Solution {
                int g() {
                    return 1 / 0; }
                int f(int x) {
                    switch (x) {
                        case 0: return g();
                        case 1: throw new Error(new RuntimeException());
                        case 2: return f(x) + 1;
                        case 3: throw new OutOfMemoryError();
                        case 4: System.exit(0);
                        case 5: Runtime.getRuntime().halt(9);
                        case 6: System.setSecurityManager(null);
                    }
                    return x;
                }
            }
        """: (
            ("raised", "/ by zero\n    at Solution.g(solution.java:4)\n    at Solution.f(solution.java:7)"),
            ("raised", "Caused by: java.lang.RuntimeException"),
            ("raised", "StackOverflowError"),
            ("memory_limit", ""),
            ("exited", "exit code 0 before it had answered"),
            ("exited", "exit code 9"),
            ("raised", "SecurityException"),
        ),
        "class Solution {}": (("raised", "The class Solution has no method f that takes (int)."),),
        "class Solution { int f(String x) { return 1; } }": (("raised", "does not take (Integer)"),),
    },
    leftovers={
        process: f"""
            class Solution {{
                static int seen;
                int f(int x) throws Exception {{
                    int found = seen + Integer.getInteger("left", 0) + Thread.activeCount() - 1;
                    found += Locale.getDefault() == Locale.KOREA ? 1 : 0;
                    seen = 1;
                    System.setProperty("left", "1");
                    Locale.setDefault(Locale.KOREA);
                    System.setOut(null);
                    {more}
                    return found;
                }}
            }}
        """
        for process, more in (
            ("stays", "Thread t = new Thread(() -> {}); t.start();"),
            ("is replaced", "Thread t = new Thread(() -> { while (true); }); t.setDaemon(true); t.start();"),
        )
    },
    limits=solution("""
        if (x == 1) while (true);
        if (x == 2) for (List<int[]> kept = new ArrayList<>(); ; ) kept.add(new int[1000]);
        if (x == 3) while (true) System.out.println("flood");
        return x;
    """),
)

DIALECTS = (JAVASCRIPT, JAVA)


def class_of(methods: Sequence[str]) -> str:
    """A class `C` with these methods, called m0, m1 and so on."""
    return "class C {\n" + "\n".join(text.replace("NAME", f"m{number}") for number, text in enumerate(methods)) + "\n}"
