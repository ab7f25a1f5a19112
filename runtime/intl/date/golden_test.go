package date

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"voxemu/runtime/intl/locale"
)

// jsonOptions reads options as a script would write them.
func jsonOptions(t *testing.T, text string) Options {
	t.Helper()
	var o Options
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("options %s: %v", text, err)
	}
	return o
}

// newFormatter makes a formatter for a tag that has to be fine.
func newFormatter(t testing.TB, tag string, o Options) *Formatter {
	t.Helper()
	parsed, err := locale.Parse(tag)
	if err != nil {
		t.Fatal(err)
	}
	f, err := New([]locale.Tag{parsed}, o)
	if err != nil {
		t.Fatalf("New(%s, %+v): %v", tag, o, err)
	}
	return f
}

// The table was made with Node 20.3, which has ICU 73, and with ordinary spaces in the place of narrow ones: see plainSpaces. It holds
// what V8 and SpiderMonkey do alike; where they differ, TestAsInFirefox speaks. Columns: locale, options, start, end or nothing, result.
func TestGoldenTable(t *testing.T) {
	table, err := os.ReadFile("testdata/golden.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 5 {
			t.Fatalf("%d columns: %s", len(columns), line)
		}
		f := newFormatter(t, columns[0], jsonOptions(t, columns[1]))
		from, _ := strconv.ParseFloat(columns[2], 64)
		got, err := f.Format(from)
		if columns[3] != "" {
			to, _ := strconv.ParseFloat(columns[3], 64)
			got, err = f.FormatRange(from, to)
		}
		if err != nil || got != columns[4] {
			t.Errorf("%s %s %s %s\n got %s, %v\nwant %s", columns[0], columns[1], columns[2], columns[3], got, err, columns[4])
		}
	}
}
