package snapshot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	stored := map[string]string{
		"plain 1":                      `"one"`,
		"several lines 1":              "{\n  \"a\": 1,\n}",
		"signs `of` \\ ${templates} 1": "`x` \\n ${y} $ {",
		"empty 1":                      "",
		"line breaks around 1":         "\nx\n",
		"ünïcode › 1":                  "‹é›\n\n🙂",
		"entry 1":                      "`] = `\n`;\n\nexports[`no 1`] = `x`;",
	}
	got, err := parse(format(stored))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(stored, got); diff != "" {
		t.Error(diff)
	}
}

func TestFilesOfJestAndVitestAreRead(t *testing.T) {
	for _, heading := range []string{"// Jest Snapshot v1, https://goo.gl/fbAQLP\n\n", "// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\n", ""} {
		got, err := parse(strings.ReplaceAll(heading+"exports[`a > b 1`] = `\n[\n  \"x\\`y\",\n]\n`;\n\nexports[`c 1`] = `5`;\n", "\n", "\r\n"))
		want := map[string]string{"a > b 1": "[\n  \"x`y\",\n]", "c 1": "5"}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	}
}

func TestDamagedFilesAreNamedWithTheirLine(t *testing.T) {
	for name, one := range map[string]struct{ text, want string }{
		"something else between": {"exports[`a 1`] = `1`;\nhello\nexports[`b 1`] = `1`;", `line 2: "hello" is no snapshot`},
		"something else behind":  {"exports[`a 1`] = `1`;\n\n<<<<<<< HEAD\n", `line 3: "<<<<<<< HEAD" is no snapshot`},
		"no end of the value":    {"// x\nexports[`a 1`] = `1;\n", "line 2: a snapshot has the form"},
		"no end of the key":      {"exports[`a 1", "line 1: a snapshot has the form"},
		"no value":               {"exports[`a 1`];", "line 1: a snapshot has the form"},
		"a backslash at the end": {"exports[`a\\", "line 1: a snapshot has the form"},
		"no semicolon":           {"exports[`a 1`] = `1`", "line 1: a snapshot has the form"},
	} {
		if _, err := parse(one.text); err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v, want %q", name, err, one.want)
		}
	}
}

func TestKeysStandInNaturalOrder(t *testing.T) {
	text := format(map[string]string{"a 10": "", "a 9": "", "a 1": "", "a 010": "", "A 1": "", "a": "", "b2c10 1": "", "b2c9 1": ""})
	var got []string
	for _, line := range strings.Split(text, "\n") {
		if key, _, ok := strings.Cut(strings.TrimPrefix(line, "exports[`"), "`]"); ok {
			got = append(got, key)
		}
	}
	if diff := cmp.Diff([]string{"A 1", "a", "a 1", "a 9", "a 010", "a 10", "b2c9 1", "b2c10 1"}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("exports[`a 1`] = `1`;\n", "k", "v")
	f.Add("exports[`a\\", "`", "\\")
	f.Fuzz(func(t *testing.T, text, key, value string) {
		_, _ = parse(text)
		key, value = breaks.Replace(key), breaks.Replace(value)
		got, err := parse(format(map[string]string{key: value}))
		if err != nil || len(got) != 1 || got[key] != value {
			t.Fatalf("%q: %q became %q, %v", key, value, got, err)
		}
	})
}
