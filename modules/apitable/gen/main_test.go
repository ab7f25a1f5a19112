package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const smallNames = `
%global
	trace	(data:string	:void

%ns	B	!hidden
	create	:B.Player	@MCP

%enum	B.Codes	@ASR	!deprecated
	ZERO	#0
	ALL	#7	!deprecated	!hidden

%class	B.Player	<Base
	url	.string
	on	?any
	stop	:void	!deprecated

%ns	B.V	~Voice
	make	~(name: string) => Voice
	two
	one	!deprecated

%class	Base	!private
	constructor	(a:A	(b?:B | null	:any

%enum	Events
	Done	=X.Done	>_Done
	Empty	=

%enum	Modules
	ASR	=asr
	MCP	=mcp
`

const smallShapes = `
%interface	A	@ASR	!deprecated
	x	?number	!deprecated

%type	T	.'a' | 'b'

%interface	_Done	<_Base	<_Other	!private
	[Events.Done]	.{ [a: string]: b }
`

func generated(t *testing.T, file string) (names, shapes string) {
	t.Helper()
	dir := t.TempDir()
	var stderr bytes.Buffer
	if code := run([]string{"-o", dir, file}, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text := make([]string, 2)
	for i, name := range []string{"api.txt", "interfaces.txt"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		text[i] = string(b)
	}
	return text[0], text[1]
}

func TestGenerate(t *testing.T) {
	names, shapes := generated(t, filepath.Join("testdata", "small.json"))
	if diff := cmp.Diff(notice+smallNames, names); diff != "" {
		t.Errorf("api.txt (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(notice+smallShapes, shapes); diff != "" {
		t.Errorf("interfaces.txt (-want +got):\n%s", diff)
	}
}

// The files of the package are what the generator makes of the description, byte for byte.
func TestFilesAreReproducible(t *testing.T) {
	file := os.Getenv("VOXEMU_API_JSON")
	if file == "" {
		t.Skip("VOXEMU_API_JSON isn't set")
	}
	names, shapes := generated(t, file)
	for name, got := range map[string]string{"api.txt": names, "interfaces.txt": shapes} {
		want, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != got {
			t.Errorf("%s is not what the generator makes: run it again", name)
		}
	}
}

func TestBadDescriptionsAreRefused(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"unknown section", `{"voices":{}}`, "unknown field"},
		{"unknown field", `{"constants":{"V.a":{"type":"Voice","colour":"red"}}}`, "unknown field"},
		{"name twice", `{"modules":{"A":"a","A":"b"}}`, "A: declared twice"},
		{"no object", `{"modules":["A"]}`, "want an object"},
		{"constant outside of a namespace", `{"constants":{"V.a":{"type":"Voice"}}}`, `nothing is declared as "V"`},
		{"function outside of a namespace", `{"functions":{"V.a":[{"params":[],"returns":"void"}]}}`, `nothing is declared as "V"`},
		{"overloads", `{"functions":{"a":[]}}`, "0 signatures"},
		{"overloaded method", `{"classes":{"C":{"methods":{"m":[{},{}]},"props":{}}}}`, "C.m: 2 signatures"},
		{"fraction as value", `{"enums":{"E":{"members":{"A":{"value":1.5}}}}}`, "neither text nor a whole number"},
		{"member with a gate", `{"enums":{"E":{"members":{"A":{"value":1,"requires":"ASR"}}}}}`, "can't require"},
		{"module outside of the enum", `{"modules":{"A":"a"}}`, "1 listed, 0 in the enum"},
		{"module with two values", `{"modules":{"A":"a"},"enums":{"Modules":{"members":{"A":{"value":"b"}}}}}`, "A is not the same"},
		{"tab in a name", `{"types":{"T":"a\tb"}}`, "holds a tab"},
		{"mark of a header in a value", `{"enums":{"E":{"members":{"A":{"value":"%"}}}}}`, "percent sign"},
		{"type and interface", `{"types":{"T":"a"},"interfaces":{"T":{"props":{}}}}`, "both a type and an interface"},
		{"not JSON", `{`, "unexpected"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "api.json")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			var stderr bytes.Buffer
			code := run([]string{"-o", dir, file}, &stderr)
			if code != 2 || !strings.Contains(stderr.String(), c.want) {
				t.Errorf("exit code %d, %q; want 2 and %q", code, stderr.String(), c.want)
			}
		})
	}
}

func TestWrongUse(t *testing.T) {
	small := filepath.Join("testdata", "small.json")
	for _, args := range [][]string{{}, {"a", "b"}, {"-x"}, {"nothing.json"}, {"-o", filepath.Join(t.TempDir(), "none"), small}} {
		var stderr bytes.Buffer
		if code := run(args, &stderr); code != 2 || stderr.Len() == 0 {
			t.Errorf("run(%q) = %d, %q", args, code, stderr.String())
		}
	}
}
