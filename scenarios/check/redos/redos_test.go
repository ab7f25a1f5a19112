package redos_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/pattern"
	"voxemu/scenarios/check/redos"
)

// slow are patterns that take exponential time, and what is to blame.
var slow = []struct{ source, flags, blame string }{
	{`(a+)+$`, "", `(a+)+`},
	{`(a|a)*b`, "", `(a|a)*`},
	{`(a|aa)+$`, "", `(a|aa)+`},
	{`(.*)*x`, "", `(.*)*`},
	{`^(\w+\s?)*$`, "", `(\w+\s?)*`},
	{`(\d+)+@`, "", `(\d+)+`},
	{`([a-zA-Z]+)*\d$`, "", `([a-zA-Z]+)*`},
	{`^([a-zA-Z0-9_\.\-])+\@(([a-zA-Z0-9\-])+\.)+([a-zA-Z0-9]{2,4})+$`, "", `([a-zA-Z0-9]{2,4})+`},
	{`^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$`, "", `(([\-.]|[_]+)?([a-zA-Z0-9]+))*`},
	{`^([0-9a-zA-Z]([-.\w]*[0-9a-zA-Z])*@(([0-9a-zA-Z])+([-\w]*[0-9a-zA-Z])*\.)+[a-zA-Z]{2,9})$`, "", `([-.\w]*[0-9a-zA-Z])*`},
	{`^(https?:\/\/)?([\da-z\.-]+)\.([a-z\.]{2,6})([\/\w \.-]*)*\/?$`, "", `([\/\w \.-]*)*`},
	{`^(([a-z])+.)+[A-Z]([a-z])+$`, "", `(([a-z])+.)+`},
	{`(x+x+)+y`, "", `(x+x+)+`},
	{`(?:\r?\n|\s)*x`, "", `(?:\r?\n|\s)*`},
	{`^(?:\s|\u00a0)+$`, "", `(?:\s|\u00a0)+`},
	{`"(\\.|[^"])*"`, "", `(\\.|[^"])*`},
	{`((a+)+b)*$`, "", `(a+)+`},
	{`^((\d{3}-?)|\d+)+x$`, "", `((\d{3}-?)|\d+)+`},
	{`^(\d+)*(\.\d+)*$`, "", `(\d+)*`},
	{`^(.+)+$`, "", `(.+)+`},
	{`(?:a+)+?b`, "", `(?:a+)+?`},
	{`(a+|A+)+$`, "i", `(a+|A+)+`},
	{`(\p{Lu}|[A-Z])+!`, "u", `(\p{Lu}|[A-Z])+`},
	{`(?:[а-яё]+ ?)+$`, "i", `(?:[а-яё]+ ?)+`},
	{`^да(\d+)+$`, "", `(\d+)+`},
	{`^(😀+)+$`, "u", `(😀+)+`},
	{`^(a+)+$`, "y", `(a+)+`},
	{`^(a+)+$|.*`, "", `(a+)+`},
	{`^(?=(a+)+$)`, "", `(a+)+`},
	{`(\1a+)+$`, "", `(\1a+)+`},
	{`^\d{12}(\w+)+$`, "", `(\w+)+`},
	{`^#?(\w*)*;$`, "m", `(\w*)*`},
	{`(.|\s)*end$`, "s", `(.|\s)*`},
	{`(?:(?:a|b)+,?){2,}$`, "", `(?:(?:a|b)+,?){2,}`},
}

func TestExponentialPatternsAreFound(t *testing.T) {
	for _, c := range slow {
		why, ok := redos.Find(c.source, c.flags)
		if !ok || why.Exponent != 0 {
			t.Errorf("/%s/%s: got %+v, %v", c.source, c.flags, why, ok)
			continue
		}
		if got := c.source[why.Start:why.End]; got != c.blame {
			t.Errorf("/%s/%s: blames %s, want %s", c.source, c.flags, got, c.blame)
		}
		checkAttack(t, c.source, c.flags, why)
	}
}

// checkAttack fails if the attack with 24 pumps isn't over a hundred times as slow as that with 8.
func checkAttack(t *testing.T, source, flags string, why redos.Slow) {
	t.Helper()
	few, many := steps(t, source, flags, why, 8), steps(t, source, flags, why, 24)
	if many < 100*few && many < 1<<18 {
		t.Errorf("/%s/%s: %d steps with 8 pumps, %d with 24: %+v", source, flags, few, many, why)
	}
	if why.Pump == "" || why.Length < 8 || why.Length > 200 {
		t.Errorf("/%s/%s: an odd attack: %+v", source, flags, why)
	}
}

// steps is how long a match takes, up to 262,144.
func steps(t *testing.T, source, flags string, why redos.Slow, pumps int) (n int) {
	t.Helper()
	f, err := pattern.ParseFlags(flags)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pattern.Compile(utf16.Encode([]rune(source)), f)
	if err != nil {
		t.Fatal(err)
	}
	m := pattern.Machine{Pulse: func() { panic("slow") }}
	defer func() {
		if x := recover(); x != nil && x != "slow" {
			panic(x)
		}
		n = m.Steps()
	}()
	input := why.Prefix + strings.Repeat(why.Pump, pumps) + why.Suffix
	if _, err := m.UTF16(p, utf16.Encode([]rune(input)), 0, f&pattern.Sticky != 0); err != nil {
		t.Fatal(err)
	}
	return 0 // what the deferred function finds
}

func TestCubicPatternsAreFound(t *testing.T) {
	for _, c := range []struct {
		source, blame string
		exponent      int
	}{
		{`\S+@\S+\.\S+`, `\S+@\S+`, 3},
		{`^\S+@\S+\.\S+$`, `\S+@\S+\.\S+`, 3},
		{`<.*>.*<\/.*>`, `.*>.*`, 3},
		{`^.*a.*b.*c$`, `.*a.*b.*`, 3},
		{`.*a.*b.*c`, `.*a.*b.*`, 4},
		{`name.*age.*city`, `.*age.*`, 3},
		{`\d+\d+\d+\d+x`, `\d+\d+\d+\d+`, 5},
		{`"?([^"<]*)"?\s*<sip:(\d+)@`, `([^"<]*)"?\s*`, 3},
		{`(?:ab)*(?:ab)*x`, `(?:ab)*(?:ab)*`, 3},
	} {
		why, ok := redos.Find(c.source, "")
		if !ok || why.Exponent != c.exponent || c.source[why.Start:why.End] != c.blame {
			t.Errorf("/%s/: got %+v, %v", c.source, why, ok)
		}
		if why.Length < 100 || why.Length > 10_000 {
			t.Errorf("/%s/: too slow with %d code units", c.source, why.Length)
		}
	}
}

// What can be said of the whole answer: it is the same each time, and offsets are bytes.
func TestAnswer(t *testing.T) {
	got, _ := redos.Find(`^да(\d+)+$`, "")
	want := redos.Slow{Start: 5, End: 11, Prefix: "да1", Pump: "1", Suffix: "a", Length: got.Length}
	if diff := cmp.Diff(want, got); diff != "" || got.Length < 20 || got.Length > 40 {
		t.Errorf("length %d; (-want +got):\n%s", got.Length, diff)
	}
}

// harmless are patterns from code that people run, and what looks dangerous but isn't: at worst the time grows with the square.
var harmless = []string{
	`^\+?\d{10,15}$`, `^\+?[1-9]\d{1,14}$`, `^\d+$`, `\D+`, `[^\d+]`, `^8(\d{10})$`, `^(\+7|7|8)?[\s\-]?\(?[489][0-9]{2}\)?[\s\-]?[0-9]{3}[\s\-]?[0-9]{2}[\s\-]?[0-9]{2}$`,
	`^\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})$`, `^sip:([^@;]+)@([^;>]+)`, `^<?sips?:([\w.+-]+)@([\w.-]+)(?::(\d+))?>?$`, `^"?([^"<]*)"?\s*<sip:(\d+)@`,
	`\s+$`, `^\s+`, `^\s+|\s+$`, `^\s*(.*?)\s*$`, `\s+`, `\s{2,}`, `[\r\n]+`, `^\s*$`, `^$`, `\bда\b`, `(да|нет|ага|угу)`, `^(yes|no|yeah|nope)$`, `\b(one|two|three|four|five)\b`,
	`^[^\s@]+@[^\s@]+\.[^\s@]+$`, `^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$`, `^[\w-\.]+@([\w-]+\.)+[\w-]{2,4}$`, `^[\w.+-]+@[\w-]+\.[\w.-]+$`, `^[a-z0-9!#$%&'*+/=?^_{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`,
	`^https?:\/\/[^\s/$.?#].[^\s]*$`, `https?:\/\/(www\.)?[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-zA-Z0-9()]{1,6}\b([-a-zA-Z0-9()@:%_\+.~#?&//=]*)`, `^(?:https?:)?\/\/[^/]+`, `[?&]([^=#]+)=([^&#]*)`, `\/([^\/?#]+)[^\/]*$`,
	`^\d{4}-\d{2}-\d{2}$`, `^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})$`, `^([01]?\d|2[0-3]):[0-5]\d$`, `(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2}(?:\.\d*)?)(Z|[+-]\d{2}:\d{2})`,
	`^-?\d+(\.\d+)?$`, `^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$`, `\B(?=(\d{3})+(?!\d))`, `^\d{1,3}(,\d{3})*(\.\d+)?$`, `\d(?=(?:\d{3})+$)`, `^0+`, `^[01]+$`,
	`^#?([a-f0-9]{6}|[a-f0-9]{3})$`, `^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`, `^[A-Za-z0-9+/]+={0,2}$`, `^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`,
	`^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$`, `^((25[0-5]|(2[0-4]|1\d|[1-9]|)\d)\.?\b){4}$`, `^([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})$`,
	`^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13})$`, `(\d{4}[ -]?){3}\d{4}`, `^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{8,}$`, `^(?=.*\d)(?=.*[!@#$%^&*]).{6,}$`, `^[a-zA-Z_$][\w$]*$`, `^[a-z]+(?:-[a-z]+)*$`, `^[a-z0-9]+(?:[-_][a-z0-9]+)*$`,
	`"(?:\\.|[^"\\])*"`, `'(?:[^'\\]|\\.)*'`, "`[^`]*`", `\/\*[\s\S]*?\*\/`, `\/\/.*$`, `<[^>]+>`, `<\/?[a-z][a-z0-9]*[^<>]*>`, `<!--[\s\S]*?-->`, `\$\{([^}]+)\}`, `\{\{\s*(\w+)\s*\}\}`, `%[sdifjoO%]`, `[.*+?^${}()|[\]\\]`, `([A-Z])`, `([a-z\d])([A-Z]+)`, `[^a-zA-Z0-9]+(.)`,
	`^v?(\d+)\.(\d+)\.(\d+)(?:-([\w.]+))?(?:\+([\w.]+))?$`, `^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`, `^[^=]+=(.*)$`, `^(\w+)=(.*?);`, `(?:^|;\s*)token=([^;]*)`, `^Bearer\s+(\S+)$`, `^(GET|POST)\s+(\S+)\s+HTTP\/1\.[01]$`, `^([^:]+):\s*(.*)$`, `,(?=(?:[^"]*"[^"]*")*[^"]*$)`, `^\w+(\s\w+)*$`, `^(\w+\s)*\w+$`, `(?:\w+\s+)*x`, `(['"])(?:(?!\1).)*\1`, `\b(\w+)\s+\1\b`,
	`(a+)+`, `(a+)+?`, `^(?:a?){25}a{25}$`, `(?:(?:^|\s)a*)*b`, `(?:a{2,4}b)+$`, `^(?:foo|bar|baz)+$`, `(?<=(a+)+)b`, `^(?:(?=a)a)*b`, `(?:)*x`, `(?:a*){0}b`, `[]*x`, `(\d+)+|.`,
}

func TestCommonPatternsAreNot(t *testing.T) {
	if len(harmless) < 60 {
		t.Fatalf("%d patterns", len(harmless))
	}
	for _, source := range harmless {
		for _, flags := range []string{"", "gi"} {
			if why, ok := redos.Find(source, flags); ok {
				t.Errorf("/%s/%s: got %+v blaming %s", source, flags, why, source[why.Start:why.End])
			}
		}
		if err := pattern.Check(source, ""); err != nil {
			t.Errorf("/%s/: %v", source, err)
		}
	}
}

func TestWhatIsWrongOrTooLargeIsLeftAlone(t *testing.T) {
	for name, c := range map[string][2]string{
		"wrong pattern":     {`(a+`, ""},
		"wrong flags":       {`(a+)+$`, "gg"},
		"too long":          {`(a+)+$` + strings.Repeat("b", 9000), ""},
		"too many letters":  {`(a+)+$` + manyLetters(300), ""},
		"too many states":   {`(a+)+$` + strings.Repeat("b", 400), ""},
		"huge repetitions":  {`((((((a{9}){9}){9}){9}){9}){9})+$`, ""},
		"empty repetitions": {`a*` + `(?:` + strings.Repeat("|", 8000) + `){290}`, ""},
	} {
		if why, ok := redos.Find(c[0], c[1]); ok {
			t.Errorf("%s: got %+v", name, why)
		}
	}
}

func manyLetters(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x4e00 + 2*i))
	}
	return "[^a" + b.String() + "]" + b.String()
}

// Whatever the pattern: no panic, an answer that makes sense, and bounded work, which the time of the fuzzer watches.
func FuzzFind(f *testing.F) {
	for _, c := range slow {
		f.Add(c.source, c.flags)
	}
	for _, source := range harmless {
		f.Add(source, "u")
	}
	f.Fuzz(func(t *testing.T, source, flags string) {
		why, ok := redos.Find(source, flags)
		if ok && (why.Pump == "" || why.Start < 0 || why.Start >= why.End || why.Exponent != 0 && why.Exponent < 3 || why.Length <= 0) {
			t.Errorf("/%s/%s: %+v", source, flags, why)
		}
	})
}

// 200 patterns, of which every tenth is slow.
func BenchmarkFind(b *testing.B) {
	var sources []string
	for i := range 200 {
		if i%10 == 0 {
			sources = append(sources, slow[i/10].source)
		} else {
			sources = append(sources, harmless[i%len(harmless)])
		}
	}
	for b.Loop() {
		for _, s := range sources {
			redos.Find(s, "")
		}
	}
}
