package globals_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/globals"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

const clock = `const t0 = Date.now(), now = () => Date.now() - t0;`

func TestTimers(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"ids_are_positive_and_unique", `print(setTimeout(() => {}), setInterval(() => {}), setTimeout(() => {}))`, []string{"1 2 3"}},
		{"an_id_is_not_used_again", `clearTimeout(setTimeout(() => {})); print(setTimeout(() => {}))`, []string{"2"}},
		{"a_timeout_fires_once_after_its_delay", `setTimeout(() => print(now()), 250)`, []string{"250"}},
		{"the_delay_may_be_missing", `setTimeout(() => print(now()))`, []string{"0"}},
		{"a_negative_delay_is_zero", `setTimeout(() => print(now()), -5)`, []string{"0"}},
		{"a_delay_that_is_no_number_is_zero", `setTimeout(() => print(now()), 'soon')`, []string{"0"}},
		{"a_delay_may_be_a_numeric_string", `setTimeout(() => print(now()), '7')`, []string{"7"}},
		{"a_delay_counts_in_whole_milliseconds", `setTimeout(() => print(now()), 7.9)`, []string{"7"}},
		{"never_within_the_turn_that_sets_it", `setTimeout(() => print('later'), 0); print('first')`, []string{"first", "later"}},
		{"promise_jobs_come_before_the_next_timer", `setTimeout(() => { Promise.resolve().then(() => print('job')); print('timer') }, 1); setTimeout(() => print('next'), 1)`,
			[]string{"timer", "job", "next"}},
		{"equal_delays_fire_in_order", `for (const x of ['a', 'b', 'c']) setTimeout(() => print(x), 10)`, []string{"a", "b", "c"}},
		{"further_arguments_are_passed_on", `setTimeout((...a) => print(a.length, a), 1, 'x', 2)`, []string{"2 x,2"}},
		{"the_callback_gets_no_arguments_of_its_own", `setTimeout((...a) => print(a.length), 1)`, []string{"0"}},
		{"arguments_of_an_earlier_timer_do_not_come_back", `setTimeout(() => setTimeout(() => setTimeout((...a) => print(a.length), 1), 1), 1, 'x', 'y')`, []string{"0"}},
		{"an_interval_repeats", `let n = 0; const id = setInterval(() => { print(now()); if (++n == 3) clearInterval(id) }, 150)`, []string{"150", "300", "450"}},
		{"an_interval_keeps_its_arguments", `let n = 0; const id = setInterval(x => { print(x); if (++n == 2) clearInterval(id) }, 100, 'x')`, []string{"x", "x"}},
		{"an_interval_has_a_shortest_period", `const id = setInterval(() => { print(now()); clearInterval(id) }, 5)`, []string{"100"}},
		{"an_interval_without_a_period_has_the_shortest", `const id = setInterval(() => { print(now()); clearInterval(id) })`, []string{"100"}},
		{"an_interval_is_armed_after_its_callback", `let n = 0; const id = setInterval(() => { print('tick'); setTimeout(() => print('tock'), 100); if (++n == 2) clearInterval(id) }, 100)`,
			[]string{"tick", "tock", "tick", "tock"}},
		{"a_cleared_timeout_does_not_fire", `const id = setTimeout(() => print('fired'), 10); setTimeout(() => clearTimeout(id), 5)`, nil},
		{"clearing_works_at_the_same_moment", `let id; setTimeout(() => clearTimeout(id), 10); id = setTimeout(() => print('fired'), 10)`, nil},
		{"clear_timeout_clears_intervals", `clearTimeout(setInterval(() => print('fired'), 100))`, nil},
		{"clear_interval_clears_timeouts", `clearInterval(setTimeout(() => print('fired'), 100))`, nil},
		{"clearing_the_unknown_does_nothing", `clearTimeout(); clearInterval(undefined); clearTimeout(99); clearTimeout(null); clearTimeout({}); print('fine')`, []string{"fine"}},
		{"clearing_finds_the_timer_among_many", `const n = 90, ids = []; for (let i = 0; i < n; i++) ids.push(setTimeout(() => fired.push(i), 1000 - i)); const fired = [];
			for (let i = 0; i < n; i++) if (i % 7 !== 3) clearTimeout(ids[i]); setTimeout(() => { ids.forEach(clearTimeout); print(fired) }, 950)`, []string{"87,80,73,66,59,52"}},
		{"a_fired_timeout_can_be_cleared", `const id = setTimeout(() => clearTimeout(id), 1); setTimeout(() => print('fine'), 2)`, []string{"fine"}},
		{"a_timer_cleared_and_replaced_in_its_callback", `let id = setInterval(() => { clearInterval(id); id = setTimeout(() => print(now()), 1) }, 100)`, []string{"101"}},
		{"this_is_the_global_object", `setTimeout(function () { print(this === globalThis) }, 1)`, []string{"true"}},
		{"the_longest_delay_outlives_the_session", `setTimeout(() => print('fired'), Infinity); setTimeout(() => print('fired'), 1e300)`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, clock+tt.js, globals.Module())
			if diff := cmp.Diff(tt.want, r.Printed()); diff != "" {
				t.Error(diff)
			}
			if r.Error() != "" {
				t.Errorf("ended with %s", r.Error())
			}
		})
	}
}

func TestTimersEndWithTheSession(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"terminate_stops_them", `setTimeout(() => print('fired'), 0); setInterval(() => print('fired'), 100); terminate()`, nil},
		{"terminate_in_a_callback_stops_them", `setInterval(() => { print('once'); terminate() }, 100); setTimeout(() => print('fired'), 100)`, []string{"once"}},
		{"after_terminate_they_get_an_id_only", `terminate(); print(setTimeout(() => print('fired'), 0))`, []string{"1"}},
		{"in_terminating_they_get_an_id_only", `on('Application.Terminating', () => print(setTimeout(() => print('fired'), 0), setInterval(() => print('fired'), 100)));
			setTimeout(terminate, 10)`, []string{"2 3"}},
		{"the_idle_rule_stops_them", `setTimeout(() => print('fired'), 60001)`, nil},
		{"after_the_stop_there_is_no_limit", `on('Application.Terminating', () => { for (let i = 0; i < 200; i++) setTimeout(() => {}); print('fine') }); terminate()`, []string{"fine"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, tt.js, globals.Module())
			if diff := cmp.Diff(tt.want, r.Printed()); diff != "" {
				t.Error(diff)
			}
			if r.End.Reason != session.NormalTermination {
				t.Errorf("ended with %+v", r.End)
			}
		})
	}
}

func TestNoTimerFiresWhileTheSessionWaitsForRequests(t *testing.T) {
	o := moduletest.Options{Before: func(s *session.Session) { s.RequestStarted() }} // which never ends: the wait is 90 s
	r := moduletest.RunWith(t, o, `setInterval(() => {}, 100); setTimeout(() => {}, 80000); setTimeout(terminate, 1000)`, globals.Module())
	last := r.Records[len(r.Records)-1]
	if last.T != 91000 {
		t.Errorf("ended at %d ms, want 91000", last.T)
	}
	for _, rec := range r.Records {
		if b, ok := rec.Body.(trace.Timer); ok && rec.T > 1000 {
			t.Errorf("at %d ms: %+v", rec.T, b)
		}
	}
}

func TestTimerErrorsEndTheSession(t *testing.T) {
	for _, tt := range []struct{ name, js, want string }{
		{"a_throw", `setTimeout(() => { throw new RangeError('broken') }, 5)`, "test.js:1:26: RangeError: broken"},
		{"a_throw_in_an_interval", `setInterval(() => { print('tick'); throw new RangeError('broken') }, 100)`, "test.js:1:42: RangeError: broken"},
		{"what_is_no_function_fails_when_it_fires", `setTimeout('print(1)', 5); setTimeout(() => print('tick'), 4)`, "test.js:1:11: TypeError: setTimeout: the callback is not a function"},
		{"a_missing_callback_fails_when_it_fires", `setTimeout(() => print('tick'), 4); setInterval()`, "test.js:1:48: TypeError: setInterval: the callback is not a function"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, tt.js+`; setTimeout(() => print('too late'), 1000)`, globals.Module())
			if r.Error() != tt.want || r.End.Reason != session.JSError {
				t.Errorf("ended with %+v, want %s", r.End, tt.want)
			}
			for _, p := range r.Printed() {
				if p != "tick" {
					t.Errorf("printed %q", p)
				}
			}
		})
	}
}

func TestAnIntervalGoesOnAfterAnUnhandledRejectionInLenientMode(t *testing.T) {
	r := moduletest.RunWith(t, moduletest.Options{Lenient: true},
		`let n = 0; const id = setInterval(async () => { if (++n == 3) { print('third'); clearInterval(id) } throw new Error('x') }, 100)`, globals.Module())
	if diff := cmp.Diff([]string{"third"}, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func TestTheHundredAndFirstTimerThrows(t *testing.T) {
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"a_hundred_are_allowed", `for (let i = 0; i < 50; i++) { setTimeout(() => {}, 1); setInterval(() => {}, 1) } print('fine')`, []string{"fine"}},
		{"one_more_throws", `for (let i = 0; i < 100; i++) setTimeout(() => {}, 1);
			try { setInterval(() => {}, 1) } catch (e) { print(e instanceof Error, e) }`, []string{"true Error: Exceeded the timer count limit!"}},
		{"a_cleared_one_makes_room", `let id; for (let i = 0; i < 100; i++) id = setTimeout(() => {}, 1); clearTimeout(id); setTimeout(() => {}, 1); print('fine')`, []string{"fine"}},
		{"a_fired_one_makes_room_for_its_callback", `for (let i = 0; i < 100; i++) setTimeout(() => { if (i == 0) { setTimeout(() => {}, 1); print('fine') } }, 1)`, []string{"fine"}},
		{"a_refused_one_uses_up_no_id", `for (let i = 0; i < 100; i++) setTimeout(() => {}, 1); try { setTimeout(() => {}, 1) } catch { clearTimeout(1); print(setTimeout(() => {}, 1)) }`, []string{"101"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, tt.js, globals.Module())
			if diff := cmp.Diff(tt.want, r.Printed()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTimersAreTraced(t *testing.T) {
	r := moduletest.Run(t, `setTimeout(() => {}, 20); const i = setInterval(() => clearInterval(i), 1); const c = setTimeout(() => {}, 30); clearTimeout(c); setTimeout(() => {}, 70000)`, globals.Module())
	want := []trace.Timer{
		{ID: 1, Phase: "set", MS: 20},
		{ID: 2, Phase: "set", MS: 100},
		{ID: 3, Phase: "set", MS: 30},
		{ID: 3, Phase: "cleared", MS: 30},
		{ID: 4, Phase: "set", MS: 70000},
		{ID: 1, Phase: "fired", MS: 20},
		{ID: 2, Phase: "fired", MS: 100},
		{ID: 2, Phase: "cleared", MS: 100},
	}
	if diff := cmp.Diff(want, moduletest.Bodies[trace.Timer](r)); diff != "" {
		t.Error(diff)
	}
}

func TestTheStuckReportNamesTheLineThatSetATimer(t *testing.T) {
	o := moduletest.Options{Hold: true, Virtual: 10 * time.Second, MayStick: true}
	r := moduletest.RunWith(t, o, "\nsetTimeout(() => {}, 3600000)\n\nsetInterval(() => {}, 100)", globals.Module())
	for _, want := range []string{"setTimeout at test.js:2", "setInterval at test.js:4"} {
		if r.Stuck == nil || !strings.Contains(r.Stuck.Error(), want) {
			t.Errorf("%q is not in the report: %v", want, r.Stuck)
		}
	}
}

// The chain of ten thousand timers is the budget of a long scenario: ten thousand seconds of timers in some milliseconds.
func BenchmarkTimers(b *testing.B) {
	limits := session.CloudLimits()
	limits.Timers = 1 << 20
	for _, bb := range []struct{ name, js string }{
		{"chained_10k", `let n = 0; function f() { if (++n < 10000) setTimeout(f, 1000) } f()`},
		{"closures_10k", `let n = 0; function f() { if (++n < 10000) setTimeout(() => f(), 1000) } f()`},
		{"pending_10k", `function f() {} for (let i = 10000; i > 0; i--) setTimeout(f, i)`},
		{"interval_10k", `let n = 0; const id = setInterval(() => { if (++n == 10000) clearInterval(id) }, 1000)`},
		{"await_10k", `const sleep = ms => new Promise(r => setTimeout(r, ms)); (async () => { for (let i = 0; i < 10000; i++) await sleep(1000) })()`},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o := moduletest.Options{Hold: true, Untraced: true, Limits: limits}
				if r := moduletest.RunWith(b, o, bb.js, globals.Module()); r.Error() != "" {
					b.Fatal(r.Error())
				}
			}
		})
	}
}
