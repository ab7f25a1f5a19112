package list

import (
	"bufio"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"voxemu/runtime/intl/locale"
)

var golden = flag.String("golden", "testdata/list.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made, from random combinations. The columns are locale, type, style,
// the words with bars between, and the text with spaces other than " " and invisible marks as \u escapes.
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
		tag, err := locale.Parse(fields[0])
		if err != nil {
			t.Fatal(err)
		}
		f, err := New([]locale.Tag{tag}, Options{Type: fields[1], Style: fields[2]})
		if err != nil {
			t.Fatal(err)
		}
		got := f.Format(strings.Split(fields[3], "|"))
		want, err := strconv.Unquote(`"` + fields[4] + `"`)
		if err != nil || got != want {
			if bad++; bad <= 50 {
				t.Errorf("%s\n got %+q\nwant %+q", strings.Join(fields[:4], " "), got, want)
			}
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
	t.Logf("%d of %d differ", bad, lines)
}
