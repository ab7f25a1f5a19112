package cli

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the recorded traces of the examples")

// project is the project's folder, seen from this one.
const project = "../../../.."

// crm is the address that the http-lookup example documents; the test serves another and puts this one into the trace.
const crm = "http://127.0.0.1:8080"

// Each example is run as its first comment says, in a copy of its folder; what the runs trace is compared with the recorded
// trace.jsonl. When there are several runs, the later ones have trace.2.jsonl and so on.
func TestExamples(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(project, "scenarios", "examples", "*", "*.[jt]s"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	service := httptest.NewServer(http.HandlerFunc(customers))
	defer service.Close()
	for _, file := range names {
		if strings.Contains(filepath.Base(file), ".test.") {
			continue
		}
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			commands := documented(t, string(source))
			root := t.TempDir()
			copyFolder(t, folder, filepath.Join(root, "scenarios", "examples", filepath.Base(folder)))
			runs := 0
			for _, args := range commands {
				for i := range args {
					args[i] = strings.ReplaceAll(args[i], crm, service.URL)
				}
				if args[0] == "run" {
					args = append(args, "--json")
				}
				out := execute(t, root, args)
				if args[0] != "run" {
					continue
				}
				runs++
				golden := "trace.jsonl"
				if runs > 1 {
					golden = fmt.Sprintf("trace.%d.jsonl", runs)
				}
				compare(t, filepath.Join(folder, golden), strings.ReplaceAll(out, service.URL, crm))
			}
			if runs == 0 {
				t.Error("the first comment has no voxemu run")
			}
		})
	}
}

// customers is the web service of the http-lookup example.
func customers(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"number": %q, "name": "Ada"}`, filepath.Base(r.URL.Path))
}

// documented returns the commands of a script's first comment, without the program's name. A command may go on after a
// backslash at the end of its line.
func documented(t *testing.T, source string) [][]string {
	t.Helper()
	var commands [][]string
	text := ""
	for line := range strings.SplitSeq(source, "\n") {
		line, comment := strings.CutPrefix(line, "//")
		if !comment {
			break
		}
		if text == "" && !strings.HasPrefix(line, "     voxemu ") {
			continue
		}
		rest, more := strings.CutSuffix(strings.TrimSpace(line), `\`)
		text += rest
		if !more {
			commands = append(commands, words(text)[1:])
			text = ""
		}
	}
	return commands
}

// words splits a command as a shell does, as far as the examples need it: at blanks outside single quotes.
func words(command string) []string {
	var list []string
	for i, part := range strings.Split(command, "'") {
		if i%2 == 0 {
			list = append(list, strings.Fields(part)...)
		} else {
			list = append(list, part)
		}
	}
	return list
}

// execute runs a command in a folder, without its process, and returns what it prints.
func execute(t *testing.T, cwd string, args []string) string {
	t.Helper()
	code, stdout, stderr := try(cwd, args...)
	if code != 0 || stderr != "" {
		t.Fatalf("voxemu %q: exit code %d\n%s", args, code, stderr)
	}
	return stdout
}

func try(cwd string, args ...string) (code int, stdout, stderr string) {
	var out, talk bytes.Buffer
	code = Main(&Env{
		Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &talk, Cwd: cwd,
		Getenv: func(string) string { return "" }, Now: func() time.Time { return epoch().Std() },
	})
	return code, out.String(), talk.String()
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(from, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(to, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			continue // the folder of a database
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(f)), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; go test ./cmd/voxemu/internal/cli -update records it", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-recorded +got):\n%s", filepath.Base(golden), diff)
	}
}
