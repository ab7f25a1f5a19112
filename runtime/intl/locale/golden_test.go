package locale

import (
	"bufio"
	"flag"
	"os"
	"strings"
	"testing"
)

var golden = flag.String("golden", "testdata/tags.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made, from random tags. The columns are the tag, its canonical form or "!"
// if it is refused, and that with likely subtags added and taken out.
func TestGolden(t *testing.T) {
	file, err := os.Open(*golden)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, bad := 0, 0
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		fields := strings.Split(scanner.Text(), "\t")
		lines++
		got := []string{fields[0], "!", "", ""}
		if tag, err := Parse(fields[0]); err == nil {
			got = []string{fields[0], tag.String(), tag.Maximize().String(), tag.Minimize().String()}
		}
		if got, want := strings.Join(got, " "), strings.Join(fields, " "); got != want {
			if bad++; bad <= 50 {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
	t.Logf("%d of %d differ", bad, lines)
}
