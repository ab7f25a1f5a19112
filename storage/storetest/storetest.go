// Package storetest is the suite that every storage driver has to pass.
package storetest

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/storage"
)

// Run runs the suite. open returns a new, empty store for each part; the suite closes it.
func Run(t *testing.T, open func(t *testing.T) storage.Store) {
	for _, part := range []struct {
		name string
		run  func(*T)
	}{
		{"put_answers_what_was_stored", putAnswers},
		{"put_replaces_value_and_lifetime", upsert},
		{"get_of_an_absent_key_finds_nothing", getAbsent},
		{"remove_answers_what_was_there_and_forgets_it", remove},
		{"remove_of_an_absent_key_finds_nothing", removeAbsent},
		{"ttl_expires_on_the_clock_of_the_request", expiry},
		{"ttl_zero_expires_at_once", expireAtOnce},
		{"ttl_above_90_days_is_lowered", longLifetime},
		{"expired_keys_can_be_put_again", revive},
		{"expiry_of_many_keys_leaves_the_others", expireMany},
		{"keys_selects_by_namespace", namespaces},
		{"keys_are_in_lexical_order", lexicalOrder},
		{"keys_are_bounded_by_count", keysCount},
		{"keys_lists_1000_by_default", keysDefault},
		{"applications_do_not_see_each_other", isolation},
		{"any_text_is_a_key_and_a_value", texts},
		{"broken_rules_are_refused", rules},
		{"requests_of_one_caller_take_effect_in_order", order},
		{"concurrent_callers_keep_their_own_answers", concurrent},
		{"latest_is_the_latest_time_of_a_write", latest},
		{"closed_stores_refuse", closed},
	} {
		t.Run(part.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			})
			part.run(&T{T: t, Store: s, App: "app"})
		})
	}
}

// Start is the time at which the suite begins, in ms: not on a full second, so that rounding shows.
const Start = 1_767_225_600_250

// T is a test with a store and short ways to use it. It serves the drivers' own tests too.
type T struct {
	*testing.T
	Store storage.Store
	App   string
	Now   int64 // ms since Start
}

// Do carries out a request and waits for the answer; App and Now are filled in.
func (t *T) Do(op storage.Op) storage.Result {
	op.App, op.Now = t.App, Start+t.Now
	return storage.Wait(t.Context(), t.Store, op)
}

// Put stores a pair and fails the test if that fails.
func (t *T) Put(key, value string, ttl int64) storage.Entry {
	t.Helper()
	r := t.Do(storage.Op{Kind: storage.Put, Key: key, Value: value, TTL: ttl})
	if r.Err != nil {
		t.Fatalf("put %q: %v", key, r.Err)
	}
	return r.Entry
}

// PutMany stores n pairs without waiting between them. pair returns each one's key and ttl.
func (t *T) PutMany(n int, pair func(i int) (key string, ttl int64)) {
	t.Helper()
	var wait sync.WaitGroup
	wait.Add(n)
	for i := range n {
		key, ttl := pair(i)
		op := storage.Op{Kind: storage.Put, App: t.App, Key: key, Value: "v", TTL: ttl, Now: Start + t.Now}
		t.Store.Do(op, func(r storage.Result) {
			if r.Err != nil {
				t.Errorf("put %q: %v", key, r.Err)
			}
			wait.Done()
		})
	}
	wait.Wait()
}

// Get returns the value under a key; "(none)" if there is none.
func (t *T) Get(key string) string {
	t.Helper()
	r := t.Do(storage.Op{Kind: storage.Get, Key: key})
	if r.Err != nil {
		t.Fatalf("get %q: %v", key, r.Err)
	}
	if !r.Found {
		return none
	}
	return r.Entry.Value
}

// Keys lists keys.
func (t *T) Keys(pattern string, count int) []string {
	t.Helper()
	r := t.Do(storage.Op{Kind: storage.Keys, Pattern: pattern, Count: count})
	if r.Err != nil {
		t.Fatalf("keys %q: %v", pattern, r.Err)
	}
	return r.Keys
}

// Want compares.
func (t *T) Want(what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

const none = "(none)"

func putAnswers(t *T) {
	got := t.Put("k", "v", 10)
	t.Want("answer of put", got, storage.Entry{Key: "k", Value: "v", ExpireAt: Start/1000 + 10})
	t.Want("empty value", t.Put("e", "", 10).Value, "")
	t.Want("get of it", t.Get("e"), "")
}

func upsert(t *T) {
	t.Put("k", "one", 10)
	t.Now = 5000
	t.Put("k", "two", 20)
	t.Now = 12_000
	r := t.Do(storage.Op{Kind: storage.Get, Key: "k"})
	t.Want("get", r, storage.Result{Found: true, Entry: storage.Entry{Key: "k", Value: "two", ExpireAt: Start/1000 + 25}})
	t.Want("keys", t.Keys("", 0), []string{"k"})
}

func getAbsent(t *T) {
	t.Want("before any put", t.Do(storage.Op{Kind: storage.Get, Key: "k"}), storage.Result{})
	t.Put("other", "v", 10)
	t.Want("again", t.Get("k"), none)
	t.Put("k", "v", 10)
	t.Want("after a put", t.Get("k"), "v")
}

func remove(t *T) {
	t.Put("k", "v", 10)
	r := t.Do(storage.Op{Kind: storage.Remove, Key: "k"})
	t.Want("remove", r, storage.Result{Found: true, Entry: storage.Entry{Key: "k", Value: "v", ExpireAt: Start/1000 + 10}})
	t.Want("get", t.Get("k"), none)
	t.Want("keys", len(t.Keys("", 0)), 0)
}

func removeAbsent(t *T) {
	t.Want("never there", t.Do(storage.Op{Kind: storage.Remove, Key: "k"}), storage.Result{})
	t.Put("k", "v", 1)
	t.Now = 1000
	t.Want("expired", t.Do(storage.Op{Kind: storage.Remove, Key: "k"}), storage.Result{})
}

func expiry(t *T) {
	t.Put("k", "v", 7)
	for _, c := range []struct {
		now  int64
		want string
	}{{0, "v"}, {6999, "v"}, {7000, none}, {7001, none}, {1e12, none}} {
		t.Now = c.now
		t.Want(fmt.Sprintf("get after %d ms", c.now), t.Get("k"), c.want)
		t.Want(fmt.Sprintf("keys after %d ms", c.now), len(t.Keys("", 0)) == 1, c.want == "v")
	}
}

func expireAtOnce(t *T) {
	t.Put("k", "v", 10)
	got := t.Put("k", "w", 0)
	t.Want("answer of put", got, storage.Entry{Key: "k", Value: "w", ExpireAt: Start / 1000})
	t.Want("get", t.Get("k"), none)
	t.Want("keys", len(t.Keys("", 0)), 0)
}

func longLifetime(t *T) {
	t.Want("expireAt", t.Put("k", "v", storage.MaxTTL+1).ExpireAt, int64(Start/1000+storage.MaxTTL))
	t.Now = storage.MaxTTL * 1000
	t.Want("get", t.Get("k"), none)
}

func revive(t *T) {
	t.Put("k", "one", 1)
	t.Now = 2000
	t.Want("expired", t.Get("k"), none)
	t.Put("k", "two", 1)
	t.Want("put again", t.Get("k"), "two")
	t.Now = 2999
	t.Want("later", t.Get("k"), "two")
}

func expireMany(t *T) {
	const n = 700
	t.PutMany(n, func(i int) (string, int64) { return fmt.Sprintf("k:%03d", i), int64(1 + i%2*1000) })
	t.Now = 5000
	t.PutMany(n, func(i int) (string, int64) { return fmt.Sprintf("new:%03d", i), 10 })
	t.Want("left of the old", len(t.Keys("k", 0)), n/2)
	t.Want("the new", len(t.Keys("new", 0)), n)
	t.Want("a short-lived one", t.Get("k:000"), none)
	t.Want("a long-lived one", t.Get("k:001"), "v")
}

func namespaces(t *T) {
	for _, key := range []string{"a", "a:1", "a:2:3", "a:", "ab", "ab:1", "a!", "a;", "a\x00", "a\x00:1", "b:a", ":x", "A:1"} {
		t.Put(key, "v", 10)
	}
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"a", []string{"a", "a:", "a:1", "a:2:3"}},
		{"ab", []string{"ab", "ab:1"}},
		{"a\x00", []string{"a\x00", "a\x00:1"}},
		{"b", []string{"b:a"}},
		{"a:2", nil},
		{"a:", nil},
		{"a:1", nil},
		{"c", nil},
		{"%", nil},
		{"a*", nil},
		{"", []string{":x", "A:1", "a", "a\x00", "a\x00:1", "a!", "a:", "a:1", "a:2:3", "a;", "ab", "ab:1", "b:a"}},
	} {
		t.Want(fmt.Sprintf("keys %q", c.pattern), t.Keys(c.pattern, 0), c.want)
	}
}

func lexicalOrder(t *T) {
	for _, key := range []string{"b", "a10", "Z", "é", "a", "a2", "😀", "\uffff", "z"} {
		t.Put(key, "v", 10)
	}
	t.Want("keys", t.Keys("", 0), []string{"Z", "a", "a10", "a2", "b", "z", "é", "\uffff", "😀"})
}

func keysCount(t *T) {
	for _, key := range []string{"n", "n:3", "n:1", "n:2", "m"} {
		t.Put(key, "v", 10)
	}
	t.Want("one", t.Keys("n", 1), []string{"n"})
	t.Want("three", t.Keys("n", 3), []string{"n", "n:1", "n:2"})
	t.Want("more than there are", t.Keys("n", 100), []string{"n", "n:1", "n:2", "n:3"})
	t.Want("all", t.Keys("", 2), []string{"m", "n"})
}

func keysDefault(t *T) {
	t.PutMany(storage.DefaultCount+1, func(i int) (string, int64) { return fmt.Sprint(i), 10 })
	t.Want("default", len(t.Keys("", 0)), storage.DefaultCount)
	t.Want("more", len(t.Keys("", 5000)), storage.DefaultCount+1)
}

func isolation(t *T) {
	t.Put("k", "mine", 10)
	for _, other := range []string{"", "ap", "app2", "app\x00k"} {
		t.App = other
		t.Want("get in "+other, t.Get("k"), none)
		t.Want("keys in "+other, len(t.Keys("", 0)), 0)
		t.Want("remove in "+other, t.Do(storage.Op{Kind: storage.Remove, Key: "k"}).Found, false)
		t.Put("k", "theirs", 10)
	}
	t.App = "app"
	t.Want("get", t.Get("k"), "mine")
}

func texts(t *T) {
	for _, text := range []string{
		" ", "\x00", "a\x00b", "\n\t", "'; DROP TABLE entry; --", "%_*?", "ключ", "👩‍👩‍👧", "\U0010FFFF", "\ufeff", "\ufffd", "null", "0",
		strings.Repeat("k", storage.MaxKey), strings.Repeat("я", storage.MaxKey), strings.Repeat("😀", storage.MaxKey/2),
	} {
		t.Put(text, text, 10)
		t.Want(fmt.Sprintf("get %q", text), t.Get(text), text)
	}
	for _, unit := range []string{"v", "я", "\x00"} {
		value := strings.Repeat(unit, storage.MaxValue)
		t.Put("long", value, 10)
		t.Want("long value", t.Get("long"), value)
	}
}

func rules(t *T) {
	long := strings.Repeat("k", storage.MaxKey+1)
	for _, c := range []struct {
		name string
		op   storage.Op
		want storage.Code
	}{
		{"put without key", storage.Op{Kind: storage.Put}, storage.CodeKey},
		{"put with a long key", storage.Op{Kind: storage.Put, Key: long}, storage.CodeKey},
		{"put with a long value", storage.Op{Kind: storage.Put, Key: "k", Value: strings.Repeat("v", storage.MaxValue+1)}, storage.CodeValue},
		{"put with a negative ttl", storage.Op{Kind: storage.Put, Key: "k", TTL: -1}, storage.CodeTTL},
		{"put of no text", storage.Op{Kind: storage.Put, Key: "k", Value: "\xff"}, storage.CodeText},
		{"get without key", storage.Op{Kind: storage.Get}, storage.CodeKey},
		{"get with a long key", storage.Op{Kind: storage.Get, Key: long}, storage.CodeKey},
		{"remove with a long key", storage.Op{Kind: storage.Remove, Key: long}, storage.CodeKey},
		{"keys of no text", storage.Op{Kind: storage.Keys, Pattern: "\xff"}, storage.CodeText},
		{"another request", storage.Op{Kind: 0xFF, Key: "k"}, storage.CodeKind},
	} {
		t.Want(c.name, storage.CodeOf(t.Do(c.op).Err), c.want)
	}
	t.Want("stored by then", len(t.Keys("", 0)), 0)
}
