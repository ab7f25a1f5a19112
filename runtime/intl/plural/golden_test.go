package plural

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

var golden = flag.String("golden", "testdata/plural.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made, from random combinations. The columns are locale, options as JSON,
// number, and category.
func TestGolden(t *testing.T) {
	file, err := os.Open(*golden)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := 0
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		fields := strings.Split(scanner.Text(), "\t")
		lines++
		tag, err := locale.Parse(fields[0])
		if err != nil {
			t.Fatal(err)
		}
		var options Options
		if err := json.Unmarshal([]byte(fields[1]), &options); err != nil {
			t.Fatal(err)
		}
		s, err := New([]locale.Tag{tag}, options)
		if err != nil {
			t.Fatal(err)
		}
		value, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := s.Select(value), fields[3]; got != want {
			t.Errorf("%s: got %s, want %s", strings.Join(fields[:3], " "), got, want)
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
}
