package number

import (
	"bufio"
	"encoding/json"
	"flag"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

var golden = flag.String("golden", "testdata/number.tsv", "the table to compare with")

// TestGolden compares with a table that an engine with ICU 73 made. The lines were picked from random combinations of locales,
// options and inputs by a script that, for each, printed
//
//	[locale, JSON.stringify(options), input, new Intl.NumberFormat(locale, options).formatToParts(input)]
//
// with tabs between, the parts as type:value with bars between, and spaces other than " " and invisible marks as \u escapes. Only
// options of Firefox 115 are used, and currencies on whose digits ISO 4217 and CLDR agree.
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
		if got, want := describe(t, fields[0], fields[1], fields[2]), fields[3]; got != want {
			if bad++; bad <= 50 {
				t.Errorf("%s %s %s\n got %s\nwant %s", fields[0], fields[1], fields[2], got, want)
			}
		}
	}
	if lines == 0 {
		t.Error("no cases")
	}
	t.Logf("%d of %d differ", bad, lines)
}

// describe formats one case the way the table writes it.
func describe(t *testing.T, tag, options, input string) string {
	t.Helper()
	f := newFormatter(t, tag, options)
	var b strings.Builder
	for i, p := range f.Parts(parseInput(t, input)) {
		if i > 0 {
			b.WriteString("|")
		}
		b.WriteString(p.Type + ":" + escape(p.Value))
	}
	return b.String()
}

func newFormatter(t testing.TB, tag, options string) *Formatter {
	t.Helper()
	parsed, err := locale.Parse(tag)
	if err != nil {
		t.Fatal(err)
	}
	f, err := New([]locale.Tag{parsed}, parseOptions(t, options))
	if err != nil {
		t.Fatalf("%s %s: %v", tag, options, err)
	}
	return f
}

// parseOptions reads options as JSON with the names of ECMA-402.
func parseOptions(t testing.TB, text string) Options {
	t.Helper()
	given := struct {
		Options
		UseGrouping *bool
	}{}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&given); err != nil {
		t.Fatalf("options %s: %v", text, err)
	}
	given.NoGrouping = given.UseGrouping != nil && !*given.UseGrouping
	return given.Options
}

func parseInput(t testing.TB, text string) decimal.Number {
	t.Helper()
	if digits, ok := strings.CutSuffix(text, "n"); ok {
		n, ok := new(big.Int).SetString(digits, 10)
		if !ok {
			t.Fatalf("input %s", text)
		}
		return decimal.FromBig(n)
	}
	switch text {
	case "Infinity":
		return decimal.FromFloat(math.Inf(1))
	case "-Infinity":
		return decimal.FromFloat(math.Inf(-1))
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return decimal.FromFloat(x)
}

// escape writes what can't be seen as \u escapes.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r != ' ' && !visible(r) {
			b.WriteString(`\u` + strconv.FormatInt(0x10000+int64(r), 16)[1:])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
