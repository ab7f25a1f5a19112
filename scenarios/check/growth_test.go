//go:build unix

package check_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// repeated is a text with a line n times; %d stands for its number. Parts before and behind it stand once.
func repeated(before, line, behind string, n int) string {
	var b strings.Builder
	b.WriteString(before)
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "%d", fmt.Sprint(i)))
	}
	b.WriteString(behind)
	return b.String()
}

// spent is the time of the processor that a check takes: others who use the computer don't count.
func spent(t *testing.T, files memory) time.Duration {
	t.Helper()
	now := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano())
	}
	start := now()
	checked(t, files, []string{"."}, 1)
	return now() - start
}

// What is four times as long takes about four times as long: a rule that looks through the file for each of its findings would take
// sixteen times as long.
func TestTimeGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	const few, most = 700, 9
	for name, text := range map[string]struct{ before, line, behind string }{
		"unknown_members":          {"", "VoxEngine.foo%d(CallEvents.OnHangup);\n", ""},
		"unknown_members_in_a_row": {"", "VoxEngine.foo%d(CallEvents.OnHangup);", ""},
		"unknown_names":            {"", "nope%d();\n", ""},
		"silenced":                 {"", "VoxEngine.foo%d(); // voxemu-ignore VX1202: so\n", ""},
		"silenced_without_need":    {"", "f%d(); // voxemu-ignore VX1301: so\n", ""},
		"calls":                    {"", "const c%d = VoxEngine.callPSTN('1', '%d'); c%d.addEventListener(CallEvents.Failed, VoxEngine.terminate); c%d.addEventListener(CallEvents.Disconnected, () => Net.httpRequest('a'));\n", ""},
		"calls_in_one_variable":    {"let call;\n", "call = VoxEngine.callPSTN('1', '%d');\ncall.say('x');\n", ""},
		"listeners":                {"VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {\n", "call.addEventListener(CallEvents.Connected, (e) => { e.call.say('%d'); });\n", "});\n"},
		"ends":                     {"VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {\n", "VoxEngine.terminate(); e.call.say('%d');\n", "});\n"},
		"properties":               {"", "var o%d = {}; Object.assign(o%d, { a: 1 }); o%d.q = o%d.a;\n", ""},
		"functions":                {"", "function f%d(a) { if (a) return g(a); return 1; }\n", "function g(a) { return a.x; }\n"},
		"requires":                 {"", "require(Modules.ASR); VoxEngine.createASR({ profile: ASRProfileList.Foo%d });\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			ratio := 0.0
			for range 3 { // collections of garbage come when they like
				short := spent(t, alone("a.voxengine.js", repeated(text.before, text.line, text.behind, few)))
				long := spent(t, alone("a.voxengine.js", repeated(text.before, text.line, text.behind, 4*few)))
				if ratio = float64(long) / float64(max(short, 10*time.Millisecond)); ratio < most {
					return
				}
			}
			t.Errorf("four times the text takes %.1f times as long", ratio)
		})
	}
}

// The same holds for how many scenarios share one, and how many rules share scenarios.
func TestTimeGrowsWithTheProject(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	const few, most = 40, 9
	project := func(n int, one func(m memory, i int) string) memory {
		m := inMemory("")
		m.put("lib.js", repeated("", "function lib%d(a) { return a + %d; }\n", "", 50))
		rules := "rules:\n"
		for i := range n {
			rules += fmt.Sprintf("  - {name: r%d, pattern: '1%04d', scenarios: [%s]}\n", i, i, one(m, i))
		}
		m.put("voxemu.yaml", rules)
		return m
	}
	for name, one := range map[string]func(m memory, i int) string{
		"scenarios_that_share_one": func(m memory, i int) string {
			m.put(fmt.Sprintf("s%d.js", i), fmt.Sprintf("function own%d() { return lib%d(1); }\nVoxEngine.addEventListener(AppEvents.CallAlerting, own%d);\n", i, i%50, i))
			return fmt.Sprintf("lib.js, s%d.js", i)
		},
		"rules_that_share_scenarios": func(m memory, i int) string {
			m.put(fmt.Sprintf("s%d.js", i%10), "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => lib1(call));\n")
			return fmt.Sprintf("lib.js, s%d.js", i%10)
		},
	} {
		t.Run(name, func(t *testing.T) {
			ratio := 0.0
			for range 3 {
				short, long := spent(t, project(few, one)), spent(t, project(4*few, one))
				if ratio = float64(long) / float64(max(short, 10*time.Millisecond)); ratio < most {
					return
				}
			}
			t.Errorf("four times the project takes %.1f times as long", ratio)
		})
	}
}
