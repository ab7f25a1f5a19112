package collate

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"voxemu/runtime/intl/locale"
)

var golden = flag.String("golden", "testdata/collate.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made, from random words of one script each with digits, punctuation and
// accents, and changed copies of them. The columns are locale, options as JSON, two texts with \u escapes, and the result.
func TestGolden(t *testing.T) {
	file, err := os.Open(*golden)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, bad := 0, 0
	collators := map[string]*Collator{}
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		fields := strings.Split(scanner.Text(), "\t")
		lines++
		key := fields[0] + fields[1]
		if collators[key] == nil {
			collators[key] = newCollator(t, fields[0], fields[1])
		}
		a, errA := strconv.Unquote(`"` + fields[2] + `"`)
		b, errB := strconv.Unquote(`"` + fields[3] + `"`)
		if errA != nil || errB != nil {
			t.Fatal(fields)
		}
		if got, want := strconv.Itoa(collators[key].Compare(a, b)), fields[4]; got != want {
			if bad++; bad <= 50 {
				t.Errorf("%s %s %+q %+q (%s %s): got %s, want %s", fields[0], fields[1], a, b, a, b, got, want)
			}
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
	t.Logf("%d of %d differ", bad, lines)
}

func newCollator(t testing.TB, tag, options string) *Collator {
	t.Helper()
	parsed, err := locale.Parse(tag)
	if err != nil {
		t.Fatal(err)
	}
	given := struct {
		Options
		Numeric bool
	}{}
	if err := json.Unmarshal([]byte(options), &given); err != nil {
		t.Fatal(err)
	}
	if given.Numeric {
		given.Options.Numeric = "true"
	}
	c, err := New([]locale.Tag{parsed}, given.Options)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
