package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkout writes a small suite and returns its folder.
func checkout(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"harness/assert.js":            "function assert(ok, why) { if (ok !== true) throw new Test262Error(why) }",
		"harness/sta.js":               "function Test262Error(why) { this.message = why; } Test262Error.prototype.toString = function () { return 'Test262Error: ' + this.message }; function $DONOTEVALUATE() { throw 'evaluated' }",
		"harness/doneprintHandle.js":   "function $DONE(e) { print(e ? 'Test262:AsyncTestFailure:' + e : 'Test262:AsyncTestComplete') }",
		"harness/extra.js":             "var extra = 1",
		"test/language/a/pass.js":      "/*---\nincludes: [extra.js]\n---*/\nassert(extra === 1, 'extra')",
		"test/language/a/fail.js":      "assert(1 === 2, 'not equal')",
		"test/language/a/strict.js":    "/*---\nflags: [onlyStrict]\n---*/\nassert((function () { return this })() === undefined, 'strict')",
		"test/language/a/raw.js":       "/*---\nflags: [raw]\n---*/\nif (typeof assert !== 'undefined') throw 'harness'",
		"test/language/a/syntax.js":    "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\n$DONOTEVALUATE();\na b",
		"test/language/a/nosyntax.js":  "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\n$DONOTEVALUATE();",
		"test/language/a/throws.js":    "/*---\nnegative:\n  phase: runtime\n  type: RangeError\n---*/\nthrow new RangeError('x')",
		"test/language/b/module.js":    "/*---\nflags: [module]\n---*/\nimport 'x'",
		"test/language/b/feature.js":   "/*---\nfeatures: [Temporal]\n---*/\nTemporal",
		"test/language/b/async.js":     "/*---\nflags: [async]\n---*/\nPromise.resolve().then(() => $DONE(), $DONE)",
		"test/language/b/never.js":     "/*---\nflags: [async]\n---*/\n",
		"test/language/b/host.js":      "var b = new ArrayBuffer(8); $262.detachArrayBuffer(b); $262.evalScript('let x = 1'); assert(b.byteLength === 0 && x === 1, 'host')",
		"test/language/b/x_FIXTURE.js": "not a test",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRun(t *testing.T) {
	dir := checkout(t)
	failures := filepath.Join(t.TempDir(), "failures")
	var stdout, stderr bytes.Buffer
	if exit := run([]string{"-failures", failures, dir, "language"}, &stdout, &stderr); exit != 0 {
		t.Fatalf("exit %d: %s", exit, stderr.String())
	}
	want := `folder                                            passed  failed skipped
language/a                                             5       2       0
language/b                                             2       1       2
all                                                    7       3       2
70.00 % of 10 tests passed
`
	if diff := cmp.Diff(want, stdout.String()); diff != "" {
		t.Error(diff)
	}
	list, err := os.ReadFile(failures)
	if err != nil {
		t.Fatal(err)
	}
	want = "language/a/fail.js\tassert.js:1:45: Test262Error: not equal\n" +
		"language/a/nosyntax.js\tno SyntaxError\n" +
		"language/b/never.js\tasynchronous test didn't end\n"
	if diff := cmp.Diff(want, string(list)); diff != "" {
		t.Error(diff)
	}
}

func TestWrongUse(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no_folder", nil, "usage: test262"},
		{"no_such_folder", []string{"/no/such/folder"}, "no such file"},
		{"unknown_flag", []string{"-x"}, "flag provided but not defined"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if exit := run(tt.args, &stdout, &stderr); exit != 2 || !strings.Contains(stderr.String(), tt.want) {
				t.Errorf("exit %d: %s", exit, stderr.String())
			}
		})
	}
}
