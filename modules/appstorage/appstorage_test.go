package appstorage_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/appstorage"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// prelude gives scripts show, which prints what a promise comes to, and wait.
const prelude = `const S = ApplicationStorage;
	const show = p => p.then(v => print(JSON.stringify(v)), e => print('rejected', e));
	const run = f => f().then(() => {}, e => print('failed', e));
	`

// later answers from another goroutine, after the call of Do has returned.
type later struct{ storage.Store }

func (l later) Do(op storage.Op, done func(storage.Result)) {
	go l.Store.Do(op, done)
}

// failing answers every request with an error.
type failing struct{ storage.Store }

func (failing) Do(_ storage.Op, done func(storage.Result)) {
	done(storage.Result{Err: &storage.Error{Code: storage.CodeFull, Message: "the disk is full", Err: errors.New("write failed")}})
}

// backwards answers the first of two requests in a turn after the one in which the answer of the second has arrived.
type backwards struct {
	storage.Store
	s     *session.Session
	first func()
}

func (b *backwards) Do(op storage.Op, done func(storage.Result)) {
	if b.first == nil {
		b.first = func() { b.Store.Do(op, done) }
		return
	}
	b.Store.Do(op, done)
	b.s.Scope().Post(func() error { b.first(); return nil })
}

// silent never answers.
type silent struct{ storage.Store }

func (silent) Do(storage.Op, func(storage.Result)) {}

func TestRequests(t *testing.T) {
	const t0 = 1767225600 // 2026-01-01, when the sessions begin
	expire := func(after int) string { return fmt.Sprint(t0 + after) }
	for _, tt := range []struct {
		name, js string
		want     []string
	}{
		{"put_answers_with_what_it_stored", `show(S.put('k', 'v', 60))`, []string{`{"key":"k","value":"v","expireAt":` + expire(60) + `}`}},
		{"get_answers_with_what_is_stored", `run(async () => { await S.put('k', 'v', 60); show(S.get('k')) })`, []string{`{"key":"k","value":"v","expireAt":` + expire(60) + `}`}},
		{"get_of_nothing_is_null", `show(S.get('k'))`, []string{`null`}},
		{"a_put_replaces_value_and_ttl", `run(async () => { await S.put('k', 'v', 60); await S.put('k', 'w', 90); show(S.get('k')) })`, []string{`{"key":"k","value":"w","expireAt":` + expire(90) + `}`}},
		{"the_ttl_is_30_days_by_default", `show(S.put('k', 'v')); show(S.put('l', 'v', undefined)); show(S.put('m', 'v', null))`,
			[]string{`{"key":"k","value":"v","expireAt":` + expire(2592000) + `}`, `{"key":"l","value":"v","expireAt":` + expire(2592000) + `}`, `{"key":"m","value":"v","expireAt":` + expire(2592000) + `}`}},
		{"the_ttl_is_lowered_to_90_days", `show(S.put('k', 'v', 1e9)); show(S.put('l', 'v', Infinity))`,
			[]string{`{"key":"k","value":"v","expireAt":` + expire(7776000) + `}`, `{"key":"l","value":"v","expireAt":` + expire(7776000) + `}`}},
		{"the_ttl_may_be_a_numeric_string", `show(S.put('k', 'v', '60'))`, []string{`{"key":"k","value":"v","expireAt":` + expire(60) + `}`}},
		{"a_ttl_of_zero_expires_at_once", `run(async () => { await S.put('k', 'v', 0); show(S.get('k')) })`, []string{`null`}},
		{"a_negative_ttl_is_refused", `show(S.put('k', 'v', -1))`, []string{`rejected Error: ApplicationStorage.put: the ttl is -1 seconds, it can't be negative`}},
		{"a_ttl_that_is_no_number_is_refused", `show(S.put('k', 'v', 'long'))`, []string{`rejected Error: ApplicationStorage.put: the ttl is not a number`}},
		{"remove_answers_with_what_it_removed", `run(async () => { await S.put('k', 'v', 60); await show(S.remove('k')); show(S.get('k')) })`, []string{`{"key":"k","value":"v","expireAt":0}`, `null`}},
		{"remove_of_nothing_is_null", `show(S.remove('k'))`, []string{`null`}},
		{"numbers_and_booleans_become_strings", `run(async () => { await show(S.put('k', 5, 60)); await show(S.put('l', true, 60)); show(S.get('k')) })`,
			[]string{`{"key":"k","value":"5","expireAt":` + expire(60) + `}`, `{"key":"l","value":"true","expireAt":` + expire(60) + `}`, `{"key":"k","value":"5","expireAt":` + expire(60) + `}`}},
		{"a_key_may_be_a_number", `run(async () => { await S.put(15550100, 'v', 60); show(S.get('15550100')) })`, []string{`{"key":"15550100","value":"v","expireAt":` + expire(60) + `}`}},
		{"an_object_as_value_is_refused", `show(S.put('k', {a: 1}, 60)); show(S.put('k', [1], 60))`,
			[]string{`rejected TypeError: ApplicationStorage.put: the value is not a string`, `rejected TypeError: ApplicationStorage.put: the value is not a string`}},
		{"null_as_value_is_refused", `show(S.put('k', null, 60))`, []string{`rejected TypeError: ApplicationStorage.put: the value is not a string`}},
		{"a_symbol_as_value_is_refused", `show(S.put('k', Symbol('x'), 60))`, []string{`rejected TypeError: ApplicationStorage.put: the value is not a string`}},
		{"a_missing_value_is_refused", `show(S.put('k'))`, []string{`rejected Error: ApplicationStorage.put: the argument value is missing`}},
		{"a_missing_key_is_refused", `show(S.get()); show(S.put()); show(S.remove())`,
			[]string{`rejected Error: ApplicationStorage.get: the argument key is missing`, `rejected Error: ApplicationStorage.put: the argument key is missing`, `rejected Error: ApplicationStorage.remove: the argument key is missing`}},
		{"an_object_as_key_is_refused", `show(S.get({}))`, []string{`rejected TypeError: ApplicationStorage.get: the key is not a string`}},
		{"an_empty_key_is_refused", `show(S.get(''))`, []string{`rejected Error: ApplicationStorage.get: the key is empty`}},
		{"a_key_of_200_is_allowed", `run(async () => { const {key} = await S.put('k'.repeat(200), 'v', 60); print(key.length) })`, []string{`200`}},
		{"a_longer_key_is_refused", `show(S.put('k'.repeat(201), 'v', 60))`, []string{`rejected Error: ApplicationStorage.put: the key is 201 characters long, the limit is 200`}},
		{"a_value_of_2000_is_allowed", `run(async () => { const {value} = await S.put('k', 'v'.repeat(2000), 60); print(value.length) })`, []string{`2000`}},
		{"a_longer_value_is_refused", `show(S.put('k', 'v'.repeat(2001), 60))`, []string{`rejected Error: ApplicationStorage.put: the value is 2001 characters long, the limit is 2000`}},
		{"what_is_refused_is_not_stored", `run(async () => { await S.put('k', 'v', -1).catch(() => {}); show(S.get('k')) })`, []string{`null`}},
		{"keys_are_in_lexical_order", `run(async () => { for (const k of ['b', 'a:2', 'c', 'a:1', 'a']) await S.put(k, 'v', 60); show(S.keys()) })`, []string{`{"keys":["a","a:1","a:2","b","c"]}`}},
		{"keys_of_a_namespace", `run(async () => { for (const k of ['a:1', 'ab:1', 'a', 'b:a']) await S.put(k, 'v', 60); show(S.keys('a')) })`, []string{`{"keys":["a","a:1"]}`}},
		{"keys_of_no_namespace", `run(async () => { await S.put('a:1', 'v', 60); await show(S.keys('x')); await show(S.keys('a:')); show(S.keys(null)) })`, []string{`{"keys":[]}`, `{"keys":[]}`, `{"keys":["a:1"]}`}},
		{"keys_are_counted", `run(async () => { for (const k of ['a', 'b', 'c']) await S.put(k, 'v', 60); await show(S.keys(undefined, 2)); await show(S.keys('', 0)); show(S.keys('', 'x')) })`,
			[]string{`{"keys":["a","b"]}`, `{"keys":["a","b","c"]}`, `{"keys":["a","b","c"]}`}},
		{"a_thousand_keys_by_default", `run(async () => { for (let i = 0; i < 1001; i++) await S.put('k' + i, 'v', 60); const {keys} = await S.keys(); print(keys.length, (await S.keys('', 5000)).keys.length) })`, []string{`1000 1001`}},
		{"keys_leave_out_the_expired", `run(async () => { await S.put('a', 'v', 0); await S.put('b', 'v', 60); show(S.keys()) })`, []string{`{"keys":["b"]}`}},
		{"a_promise_settles_in_a_later_turn", `show(S.get('k')); Promise.resolve().then(() => {}).then(() => {}).then(() => print('jobs')); print('call')`, []string{`call`, `jobs`, `null`}},
		{"a_refusal_settles_in_a_later_turn", `show(S.get('')); Promise.resolve().then(() => {}).then(() => {}).then(() => print('jobs')); print('call')`,
			[]string{`call`, `jobs`, `rejected Error: ApplicationStorage.get: the key is empty`}},
		{"answers_come_in_the_order_of_the_calls", `show(S.put('k', '1', 60)); show(S.get('k')); show(S.put('k', '2', 60)); show(S.get('k')); show(S.keys())`,
			[]string{`{"key":"k","value":"1","expireAt":` + expire(60) + `}`, `{"key":"k","value":"1","expireAt":` + expire(60) + `}`, `{"key":"k","value":"2","expireAt":` + expire(60) + `}`,
				`{"key":"k","value":"2","expireAt":` + expire(60) + `}`, `{"keys":["k"]}`}},
		{"this_does_not_matter", `const {put} = ApplicationStorage; show(put('k', 'v', 60))`, []string{`{"key":"k","value":"v","expireAt":` + expire(60) + `}`}},
	} {
		for _, store := range []struct {
			name string
			make func() storage.Store
		}{
			{"at_once", func() storage.Store { return memory.New() }},
			{"ordered", func() storage.Store { return queued(t) }},
		} {
			t.Run(tt.name+"/"+store.name, func(t *testing.T) {
				r := moduletest.RunWith(t, moduletest.Options{Store: store.make()}, prelude+tt.js, appstorage.Module())
				if diff := cmp.Diff(tt.want, r.Printed()); diff != "" {
					t.Error(diff)
				}
				if r.Error() != "" {
					t.Errorf("ended with %s", r.Error())
				}
			})
		}
	}
}

// queue answers in order from a goroutine of its own, as a store with a writer does.
type queue struct {
	storage.Store
	work chan func()
}

func queued(t *testing.T) storage.Store {
	q := queue{memory.New(), make(chan func(), 64)}
	go func() {
		for f := range q.work {
			f()
		}
	}()
	t.Cleanup(func() { close(q.work) })
	return q
}

func (q queue) Do(op storage.Op, done func(storage.Result)) {
	q.work <- func() { q.Store.Do(op, done) }
}

func TestExpiryFollowsTheSessionsClock(t *testing.T) {
	store := memory.New()
	run := func(at time.Time) []string {
		o := moduletest.Options{Store: store, Start: at}
		return moduletest.RunWith(t, o, prelude+`run(async () => { await show(S.get('k')); await S.put('k', 'v', 3600) })`, appstorage.Module()).Printed()
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		name string
		at   time.Duration
		want string
	}{
		{"nothing is stored at first", 0, `null`},
		{"a moment before it expires it is there", time.Hour - time.Millisecond, `{"key":"k","value":"v","expireAt":1767229200}`},
		{"a put has reset the ttl", 2*time.Hour - 2*time.Millisecond, `{"key":"k","value":"v","expireAt":1767232799}`},
		{"at the moment it expires it is gone", 3*time.Hour - 2*time.Millisecond, `null`},
	} {
		if got := run(start.Add(step.at)); len(got) != 1 || got[0] != step.want {
			t.Errorf("%s: got %q, want %s", step.name, got, step.want)
		}
	}
}

func TestApplicationsDoNotShare(t *testing.T) {
	store := memory.New()
	store.Do(storage.Op{Kind: storage.Put, App: "other", Key: "k", Value: "v", TTL: 1 << 20, Now: 1767225600000}, func(storage.Result) {})
	r := moduletest.RunWith(t, moduletest.Options{Store: store}, prelude+`show(S.get('k')); show(S.keys())`, appstorage.Module())
	if diff := cmp.Diff([]string{`null`, `{"keys":[]}`}, r.Printed()); diff != "" {
		t.Error(diff)
	}
	store = memory.New()
	moduletest.RunWith(t, moduletest.Options{Store: store}, `ApplicationStorage.put('k', 'v', 60)`, appstorage.Module())
	got := storage.Wait(context.Background(), store, storage.Op{Kind: storage.Get, App: "app", Key: "k", Now: 1767225600000})
	if !got.Found || got.Entry.Value != "v" {
		t.Errorf("the application's scope has %+v", got)
	}
}

func TestAFailingStoreRejects(t *testing.T) {
	r := moduletest.RunWith(t, moduletest.Options{Store: failing{}}, prelude+`show(S.get('k')); show(S.put('k', 'v', 60)); show(S.remove('k')); show(S.keys())`, appstorage.Module())
	var want []string
	for _, op := range []string{"get", "put", "remove", "keys"} {
		want = append(want, "rejected Error: ApplicationStorage."+op+": the disk is full: write failed")
	}
	if diff := cmp.Diff(want, r.Printed()); diff != "" {
		t.Error(diff)
	}
	for _, b := range moduletest.Bodies[trace.Storage](r) {
		if b.Error != "the disk is full: write failed" {
			t.Errorf("the trace has %+v", b)
		}
	}
}

func TestAnUnhandledRejectionEndsTheSession(t *testing.T) {
	for _, js := range []string{`ApplicationStorage.get('')`, `ApplicationStorage.put('k', {}, 1)`} {
		r := moduletest.Run(t, js, appstorage.Module())
		if !strings.Contains(r.Error(), "ApplicationStorage") || r.End.Reason != session.JSError {
			t.Errorf("%s ended with %+v", js, r.End)
		}
	}
}

func TestVirtualTimeWaitsForTheStore(t *testing.T) {
	r := moduletest.RunWith(t, moduletest.Options{Store: later{memory.New()}},
		prelude+`const t0 = Date.now(); run(async () => { await S.put('k', 'v', 60); await S.get('k'); print(Date.now() - t0) })`, appstorage.Module())
	if diff := cmp.Diff([]string{"0"}, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func TestAnswersComeInTheOrderOfTheCallsWhateverTheStoreDoes(t *testing.T) {
	store := &backwards{Store: memory.New()}
	o := moduletest.Options{Store: store, Before: func(s *session.Session) { store.s = s }}
	r := moduletest.RunWith(t, o, prelude+`S.get('first').then(() => print('first')); S.get('second').then(() => print('second'))`, appstorage.Module())
	if diff := cmp.Diff([]string{"first", "second"}, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func TestAnswersAfterTheStopAreDropped(t *testing.T) {
	store := memory.New()
	r := moduletest.RunWith(t, moduletest.Options{Store: store}, prelude+`show(S.put('k', 'v', 60)); show(S.get('')); terminate()`, appstorage.Module())
	if got := r.Printed(); len(got) > 0 {
		t.Errorf("printed %q", got)
	}
	if r.End.Reason != session.NormalTermination {
		t.Errorf("ended with %+v", r.End)
	}
	got := storage.Wait(context.Background(), store, storage.Op{Kind: storage.Get, App: "app", Key: "k", Now: 1767225600000})
	if !got.Found {
		t.Error("the put before the stop took no effect")
	}
}

func TestTheTrace(t *testing.T) {
	r := moduletest.Run(t, prelude+`run(async () => {
		await S.put('k', 'v', 1e9); await S.get('k'); await S.get('none'); await S.remove('k'); await S.keys('ns'); await S.get('').catch(() => {});
		await S.put('k', 'v', -1).catch(() => {}) })`, appstorage.Module())
	v, ttl := "v", int64(7776000)
	want := []trace.Storage{
		{Op: "put", Key: "k", Value: &v, TTL: &ttl},
		{Op: "get", Key: "k", Value: &v},
		{Op: "get", Key: "none"},
		{Op: "remove", Key: "k"},
		{Op: "keys", Key: "ns"},
		{Op: "get", Error: "Error: ApplicationStorage.get: the key is empty"},
		{Op: "put", Key: "k", Error: "Error: ApplicationStorage.put: the ttl is -1 seconds, it can't be negative"},
	}
	if diff := cmp.Diff(want, moduletest.Bodies[trace.Storage](r)); diff != "" {
		t.Error(diff)
	}
}

func TestTheTraceHasARecordOnlyOnceTheAnswerIsThere(t *testing.T) {
	r := moduletest.Run(t, prelude+`show(S.get('k')); print('call')`, appstorage.Module())
	var order []string
	for _, rec := range r.Records {
		switch b := rec.Body.(type) {
		case trace.Log:
			order = append(order, b.Text)
		case trace.Storage:
			order = append(order, b.Op)
		}
	}
	if diff := cmp.Diff([]string{"call", "get", "null"}, order); diff != "" {
		t.Error(diff)
	}
}

func TestTheSessionLogHasTheRequestAtTheCall(t *testing.T) {
	r := moduletest.Run(t, prelude+`run(async () => { S.get('visits'); print('call'); await S.put('k', 'v', 60); await S.remove('k'); await S.keys('ns', 5) })`, appstorage.Module())
	var got []string
	for _, line := range r.Log {
		if line == "call" || strings.HasPrefix(line, "Sent request") {
			got = append(got, strings.NewReplacer(" ; }", " }").Replace(line))
		}
	}
	const sent = "Sent request from JS ApplicationStorage."
	want := []string{
		sent + "get with params [{key = visits } ;  ]",
		"call",
		sent + "put with params [{key = k ; ttl = 60 ; value = v } ;  ]",
		sent + "remove with params [{key = k } ;  ]",
		sent + "keys with params [{count = 5 ; pattern = ns } ;  ]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheStuckReportNamesTheRequestAndItsLine(t *testing.T) {
	r := moduletest.RunWith(t, moduletest.Options{Store: silent{}, Wall: 50 * time.Millisecond, MayStick: true},
		"\nApplicationStorage.get('k')\nApplicationStorage.keys('ns')", appstorage.Module())
	for _, want := range []string{"ApplicationStorage.get(k) at test.js:2", "ApplicationStorage.keys(ns) at test.js:3"} {
		if r.Stuck == nil || !strings.Contains(r.Stuck.Error(), want) {
			t.Errorf("%q is not in the report: %v", want, r.Stuck)
		}
	}
}

// An awaited request is to cost little more than an await of nothing.
func BenchmarkAwait(b *testing.B) {
	for _, bb := range []struct{ name, js string }{
		{"nothing", `await 1`},
		{"get", `await ApplicationStorage.get('k')`},
		{"put", `await ApplicationStorage.put('k', 'v', 60)`},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			code := `(async () => { for (let i = 0; i < 1000; i++) ` + bb.js + ` })()`
			for b.Loop() {
				if r := moduletest.RunWith(b, moduletest.Options{Untraced: true}, code, appstorage.Module()); r.Error() != "" {
					b.Fatal(r.Error())
				}
			}
		})
	}
}
