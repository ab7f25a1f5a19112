package bare

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the project's folder, seen from this one.
const root = "../../../.."

func mustCompile(t *testing.T, text string) *Program {
	t.Helper()
	p, err := Compile("test.js", text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func mustRead(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheCallCounterCounts(t *testing.T) {
	p := mustCompile(t, mustRead(t, "scenarios/examples/call-counter/call-counter.js"))
	store := Store{}
	for range 3 {
		if err := p.Play(store); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(Store{"totalCalls": "3"}, store); diff != "" {
		t.Error(diff)
	}
}

func TestPlayReportsWhatGoesWrong(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an_error_at_load", "nothing()", "ReferenceError"},
		{"an_error_in_a_listener", "VoxEngine.addEventListener(AppEvents.CallAlerting, () => { throw new Error('oh') })", "oh"},
		{"no_end", "Logger.write(VoxEngine.toString === undefined)", "did not terminate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := mustCompile(t, c.text).Play(Store{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Compile("bad.js", "let let"); err == nil {
		t.Error("a syntax error compiled")
	}
}

func TestGlobalsCanBeAskedForButNotChanged(t *testing.T) {
	p := mustCompile(t, `'use strict';
		if (!('AppEvents' in globalThis) || 'Nothing' in globalThis) throw new Error('in');
		if (AppEvents !== AppEvents || !('x' in AppEvents)) throw new Error('identity');
		if (Object.keys(Object.getPrototypeOf(globalThis)).length || Object.keys(CallEvents).length) throw new Error('keys');
		let thrown = 0;
		try { AppEvents.CallAlerting = 1 } catch { thrown++ }
		try { delete AppEvents.CallAlerting } catch { thrown++ }
		if (thrown !== 2 || AppEvents.CallAlerting !== 'Application.CallAlerting') throw new Error('changed');
		VoxEngine.addEventListener(AppEvents.CallAlerting, VoxEngine.terminate);`)
	if err := p.Play(Store{}); err != nil {
		t.Error(err)
	}
}

func TestTimersFireInTheirOrder(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"by_moment_and_then_as_set", `
			const seen = [];
			for (const [name, ms] of [['d', 20], ['a', 10], ['b', 10], ['c', 15]]) setTimeout(() => seen.push(name), ms);
			setTimeout(() => { if (seen.join('') === 'abcd') VoxEngine.terminate(); else throw new Error(seen.join('')) }, 30);`, ""},
		{"promises_between_them", mustRead(t, "scripts/bench.d/timers/sleep.js"), ""},
		{"an_error_in_a_timer", "setTimeout(() => { throw new Error('oh') }, 1)", "oh"},
		{"an_error_at_load", "nothing()", "ReferenceError"},
		{"no_end", "setTimeout(1, 1); setTimeout(() => {}, 1)", "did not terminate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := mustCompile(t, c.text).PlayTimers()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestTimeCallsTheFunction(t *testing.T) {
	took, err := mustCompile(t, "let n = 0; (() => { if (++n > 3) throw new Error('too often') })").Time(3)
	if err != nil || len(took) != 3 || took[0] <= 0 {
		t.Errorf("took %v, %v", took, err)
	}
	for _, text := range []string{"1", "nothing()", "(() => { throw 1 })"} {
		if _, err := mustCompile(t, text).Time(1); err == nil {
			t.Errorf("%s has a time", text)
		}
	}
	if vm, err := mustCompile(t, "var x = 1").Load(); err != nil || vm.Get("x").ToInteger() != 1 {
		t.Error("a loaded script must have run")
	}
}
