package relative

import (
	"bufio"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"voxemu/runtime/intl/locale"
)

var golden = flag.String("golden", "testdata/relative.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made, from random combinations. The columns are locale, style, numeric,
// value, unit, and the text with spaces other than " " and invisible marks as \u escapes.
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
		f, err := New([]locale.Tag{tag}, Options{Style: fields[1], Numeric: fields[2]})
		if err != nil {
			t.Fatal(err)
		}
		value, err := strconv.ParseFloat(fields[3], 64)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.Format(value, fields[4])
		want, quoteErr := strconv.Unquote(`"` + fields[5] + `"`)
		if err != nil || quoteErr != nil || got != want {
			if bad++; bad <= 50 {
				t.Errorf("%s\n got %+q, %v\nwant %+q", strings.Join(fields[:5], " "), got, err, want)
			}
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
	t.Logf("%d of %d differ", bad, lines)
}
