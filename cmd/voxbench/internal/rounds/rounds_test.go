package rounds

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The test program stands for the commands that are compared: with these variables set it is one.
const (
	sayEnv = "ROUNDS_TEST_SAY" // what it prints; "fail" makes it fail
	logEnv = "ROUNDS_TEST_LOG" // the file to which it adds its name
)

func TestMain(m *testing.M) {
	say, child := os.LookupEnv(sayEnv)
	if !child {
		os.Exit(m.Run())
	}
	f, err := os.OpenFile(os.Getenv(logEnv), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.WriteString(os.Args[1] + "\n")
	}
	if err != nil || say == "fail" {
		fmt.Println("out of order:", err)
		os.Exit(1)
	}
	fmt.Println(say)
}

// command returns a contender that is the test program.
func command(t *testing.T, name, say string) Contender {
	t.Helper()
	log := filepath.Join(filepath.Dir(t.TempDir()), "log") // one for the test
	return Contender{Name: name, Argv: []string{os.Args[0], name}, Env: []string{sayEnv + "=" + say, logEnv + "=" + log}}
}

func mustLog(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(filepath.Dir(t.TempDir()), "log"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text))
}

func TestContendersRunInTurn(t *testing.T) {
	a, b := command(t, "a", `{"rate": 8}`), command(t, "b", `{"rate": 2}`)
	prepared := 0
	a.Before = func() error { prepared++; return nil }
	var told []int
	res, err := Run(t.Context(), Options{Rounds: 3, Quiet: 100, Progress: func(n int, _ float64) { told = append(told, n) }}, []Contender{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b", "a", "b", "a", "b"}, mustLog(t)); diff != "" {
		t.Error(diff)
	}
	if prepared != 3 || !cmp.Equal(told, []int{1, 2, 3}) {
		t.Errorf("prepared %d times, told of rounds %v", prepared, told)
	}
	if got, ok := res.Ratio(Ref{"a", "rate"}, Ref{"b", "rate"}); !ok || got != (Spread{4, 4, 4}) {
		t.Errorf("ratio %v, %t", got, ok)
	}
	for _, figure := range []string{"wall-ms", "rss-MiB"} {
		if got, ok := res.Figure("a", figure); !ok || got.Min <= 0 {
			t.Errorf("%s is %v, %t", figure, got, ok)
		}
	}
}

func TestWhatIsMissingDoesNotRun(t *testing.T) {
	gone := Contender{Name: "gone", Argv: []string{"no such program"}, Missing: "no node"}
	res, err := Run(t.Context(), Options{Rounds: 1, Quiet: 100}, []Contender{gone, command(t, "a", "")})
	if err != nil {
		t.Fatal(err)
	}
	if res.Missing["gone"] != "no node" || len(res.Rounds) != 1 {
		t.Errorf("missing %v, %d rounds", res.Missing, len(res.Rounds))
	}
	res, err = Run(t.Context(), Options{Rounds: 1}, []Contender{gone})
	if err != nil || len(res.Rounds) != 0 {
		t.Errorf("nothing to run: %d rounds, %v", len(res.Rounds), err)
	}
}

func TestCopiesAddUp(t *testing.T) {
	c := command(t, "a", `{"rate": 8}`)
	c.Copies = 3
	res, err := Run(t.Context(), Options{Rounds: 1, Quiet: 100}, []Contender{c})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := res.Figure("a", "rate"); got.Median != 24 || len(mustLog(t)) != 3 {
		t.Errorf("rate %v of %d copies", got.Median, len(mustLog(t)))
	}
}

func TestDisturbedRoundsAreRepeated(t *testing.T) {
	n := 0
	c := command(t, "a", "")
	c.Before = func() error { n++; return nil }
	// No machine is as quiet as that, so the spare rounds are used up.
	res, err := Run(t.Context(), Options{Rounds: 2, Spare: 3, Quiet: -2}, []Contender{c})
	if err != nil || n != 5 || len(res.Rounds) != 2 {
		t.Errorf("%d rounds run, %d kept, %v", n, len(res.Rounds), err)
	}
}

func TestCalmestRoundsCount(t *testing.T) {
	var got []float64
	for _, r := range calmest([]Round{{Others: 0.9}, {Others: 0.1}, {Others: 0.5}, {Others: 0.05}, {Others: 0.2}}, 3, 0.15) {
		got = append(got, r.Others)
	}
	if diff := cmp.Diff([]float64{0.1, 0.05, 0.2}, got); diff != "" {
		t.Error(diff)
	}
	r := Result{Rounds: []Round{{Others: 0.1}, {Others: 0.4}}}
	if got := r.Disturbance(); got != 0.4 {
		t.Errorf("the worst round is %v", got)
	}
}

// The ratio of two medians would be 1 here.
func TestRatioIsTakenRoundByRound(t *testing.T) {
	r := Result{}
	for _, v := range [][2]float64{{1, 4}, {2, 1}, {3, 2}, {4, 8}, {100, 0}} {
		r.Rounds = append(r.Rounds, Round{Samples: map[string]Sample{"a": {"x": v[0]}, "b": {"x": v[1]}}})
	}
	got, ok := r.Ratio(Ref{"a", "x"}, Ref{"b", "x"})
	if want := (Spread{1, 0.25, 2}); !ok || got != want {
		t.Errorf("got %v, %t, want %v", got, ok, want)
	}
	if _, ok := r.Ratio(Ref{"a", "x"}, Ref{"b", "y"}); ok {
		t.Error("a ratio with a figure that is not there")
	}
	if got, _ := r.Figure("a", "x"); got != (Spread{3, 1, 100}) {
		t.Errorf("got %v", got)
	}
}

func TestErrorsNameTheContender(t *testing.T) {
	for _, c := range []struct{ name, say, want string }{
		{"a failing command shows what it said", "fail", "out of order"},
		{"figures that are none", "{rate}", "read the figures"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Run(t.Context(), Options{Rounds: 1}, []Contender{command(t, "broken", c.say)})
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "broken: ") {
				t.Errorf("got %v, want it to name the contender and %q", err, c.want)
			}
		})
	}
	bad := command(t, "unprepared", "")
	bad.Before = func() error { return fmt.Errorf("no room") }
	if _, err := Run(t.Context(), Options{Rounds: 1}, []Contender{bad}); err == nil || err.Error() != "prepare unprepared: no room" {
		t.Errorf("got %v", err)
	}
}

func TestFiguresAreTheLastLine(t *testing.T) {
	s := Sample{"wall-ms": 1}
	if err := figures([]byte("hello\n{\"rate\": 5}\n"), s); err != nil || !cmp.Equal(s, Sample{"wall-ms": 1, "rate": 5}) {
		t.Errorf("got %v, %v", s, err)
	}
}

func TestBusyTimeLeavesOutIdling(t *testing.T) {
	got, ok := parseStat([]byte("cpu  1 2 3 1000 2000 4 5 6 7000 0\ncpu0 9 9 9 9 9 9 9 9 9 9\n"))
	if want := 210 * time.Millisecond; !ok || got != want {
		t.Errorf("got %v, %t, want %v", got, ok, want)
	}
	for _, text := range []string{"", "cpu 1 2 3\n", "cpu a b c d e f g h i\n", "intr 1 2 3 4 5 6 7 8\n"} {
		if _, ok := parseStat([]byte(text)); ok {
			t.Errorf("%q was read", text)
		}
	}
	if (load{}).others() != -1 {
		t.Error("a machine that does not tell must give -1")
	}
}
