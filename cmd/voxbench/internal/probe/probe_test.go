package probe

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/storage/memory"
)

func mustRead(tb testing.TB, file string) string {
	tb.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func mustWrite(t *testing.T, text string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "test.js")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// shorter writes a script of the benchmarks that does all it does a hundred times less often.
func shorter(t *testing.T, path ...string) (file string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{benchFolder}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return mustWrite(t, strings.NewReplacer("20000", "200", "10000", "100").Replace(string(text)))
}

// Each probe gives the figures that the groups ask for, all above zero.
func TestProbes(t *testing.T) {
	sleep, objects, await := shorter(t, "timers", "sleep.js"), shorter(t, "cpu", "json.js"), shorter(t, "await", "storage.js")
	rates := []string{"p50-ms", "p99-ms", "rate"}
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"sessions", []string{"-scenario", counterFile, "-workers", "2"}, rates},
		{"sessions", []string{"-scenario", counterFile, "-workers", "4", "-database", "DB"}, rates},
		{"bare-sessions", []string{"-scenario", counterFile}, rates},
		{"load", []string{"-scenario", counterFile, "-n", "20"}, []string{"bare-us", "heap-KiB", "load-us"}},
		{"prelude", []string{"-n", "20"}, []string{"load-us", "names"}},
		{"idle", []string{"-scenario", filepath.Join(benchFolder, "session", "idle.js"), "-n", "200"}, []string{"rss-KiB"}},
		{"timers", []string{"-scenario", sleep, "-n", "100"}, []string{"ms", "rate"}},
		{"bare-timers", []string{"-scenario", sleep, "-n", "100"}, []string{"ms", "rate"}},
		{"event", []string{"-n", "120"}, []string{"bare-us", "us"}},
		{"script", []string{"-scenario", await, "-n", "100"}, []string{"us"}},
		{"put", []string{"-workers", "4", "-database", "DB"}, rates},
		{"put-sql", []string{"-workers", "2", "-database", "DB"}, rates},
		{"append", []string{"-database", "DB"}, rates},
		{"size", []string{"-scenario", counterFile}, []string{"MB"}},
		{"cpu", []string{"-scenario", objects}, []string{"ms"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "idle" && !exists("/proc/self/status") {
				t.Skip("this system does not tell what is resident")
			}
			args := append([]string{c.name, "-for", "20ms"}, c.args...)
			if i := slices.Index(args, "DB"); i >= 0 {
				args[i] = filepath.Join(t.TempDir(), "x.db")
			}
			var out bytes.Buffer
			if err := Main(args, &out); err != nil {
				t.Fatal(err)
			}
			var f Figures
			if err := json.Unmarshal(out.Bytes(), &f); err != nil {
				t.Fatal(err)
			}
			for _, name := range c.want {
				if f[name] <= 0 {
					t.Errorf("%s is %v", name, f[name])
				}
			}
			if len(f) != len(c.want) {
				t.Errorf("got %v, want %v", f, c.want)
			}
		})
	}
}

func exists(file string) bool { _, err := os.Stat(file); return err == nil }

func TestProbesReportWhatGoesWrong(t *testing.T) {
	throws := mustWrite(t, "throw new Error('oh')")
	notJS := mustWrite(t, "let let")
	for _, c := range []struct {
		name, want string
		args       []string
	}{
		{"no_name", "a probe needs a name", nil},
		{"unknown_name", "there is no probe", []string{"speed"}},
		{"unknown_flag", "probe size: flag provided", []string{"size", "-x"}},
		{"a_scenario_that_throws", "oh", []string{"sessions", "-scenario", throws}},
		{"a_scenario_that_throws_at_load", "the session ended", []string{"load", "-scenario", throws}},
		{"a_scenario_that_does_not_count", `counted to ""`, []string{"sessions", "-scenario", filepath.Join(benchFolder, "session", "hello.js")}},
		{"a_scenario_that_does_not_end", "Timeout", []string{"timers", "-scenario", mustWrite(t, "1")}},
		{"a_scenario_that_does_not_parse", "SyntaxError", []string{"timers", "-scenario", notJS}},
		{"the_same_for_goja_alone", "compile", []string{"bare-sessions", "-scenario", notJS}},
		{"a_database_that_is_none", "database", []string{"put", "-database", notJS}},
		{"no_file_to_append_to", "no such file", []string{"append", "-database", filepath.Join(notJS+".d", "x")}},
		{"no_C_program", "no such file", []string{"put-c", "-scenario", "./no-such-program"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Main(c.args, &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	for _, p := range []string{"sessions", "bare-sessions", "load", "idle", "timers", "bare-timers", "script", "cpu", "size"} {
		if err := Main([]string{p, "-scenario", "no-such-file.js"}, &bytes.Buffer{}); err == nil {
			t.Errorf("%s measured a file that is not there", p)
		}
	}
}

func TestPutCReadsWhatTheProgramPrints(t *testing.T) {
	program := filepath.Join(t.TempDir(), "rawput")
	script := "#!/bin/sh\necho 'puts/commit 1 put/s 8000 p50-ms 0.110 p99-ms 0.250'\necho 'puts/commit 32 put/s 146000 p50-ms 0.2 p99-ms 0.4'\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := putC(Params{Scenario: program})
	if err != nil || f["rate"] != 8000 || f["rate-32"] != 146000 || f["p99-ms"] != 0.25 {
		t.Errorf("got %v, %v", f, err)
	}
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho hello\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := putC(Params{Scenario: program}); err == nil {
		t.Error("anything was read as figures")
	}
}

// The eager script has about as many names as the API has, and defines them.
func TestPreludeDefinesTheAPI(t *testing.T) {
	text, names := preludeText()
	if names < 5000 {
		t.Errorf("only %d names", names)
	}
	if !strings.Contains(text, `globalThis["CallEvents"] = {`) || !strings.Contains(text, `"Connected": "Call.Connected"`) {
		t.Error("the script lacks CallEvents.Connected")
	}
}

func TestSessionsCount(t *testing.T) {
	if err := countsUp(mustApp(t, counterFile), memory.New()); err != nil {
		t.Error(err)
	}
}

func TestFieldOfStatus(t *testing.T) {
	if got, err := field([]byte("Name:\tx\nVmRSS:\t  1234 kB\n"), "VmRSS:"); err != nil || got != 1234 {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := field([]byte("Name:\tx\n"), "VmRSS:"); err == nil {
		t.Error("a line that is not there was read")
	}
}
