package storage_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"voxemu/storage"
)

func TestCheckKey(t *testing.T) {
	for _, c := range []struct {
		name, key string
		want      storage.Code
	}{
		{"one_unit_is_the_least", "k", ""},
		{"empty_is_refused", "", storage.CodeKey},
		{"200_units_are_the_most", strings.Repeat("k", 200), ""},
		{"201_units_are_refused", strings.Repeat("k", 201), storage.CodeKey},
		{"units_are_not_bytes", strings.Repeat("я", 200), ""},
		{"units_past_ascii_are_counted", strings.Repeat("я", 201), storage.CodeKey},
		{"an_emoji_counts_two", strings.Repeat("😀", 100), ""},
		{"as_many_emoji_as_units_are_refused", strings.Repeat("😀", 100) + "k", storage.CodeKey},
		{"nul_is_a_character", "\x00", ""},
		{"bytes_that_are_no_text_are_refused", "a\xffb", storage.CodeText},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := storage.CodeOf(storage.CheckKey(c.key)); got != c.want {
				t.Errorf("code %q, want %q", got, c.want)
			}
		})
	}
}

func TestCheckValue(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        storage.Code
	}{
		{"empty_is_a_value", "", ""},
		{"2000_units_are_the_most", strings.Repeat("я", 2000), ""},
		{"2001_units_are_refused", strings.Repeat("v", 2001), storage.CodeValue},
		{"1001_emoji_are_refused", strings.Repeat("😀", 1001), storage.CodeValue},
		{"bytes_that_are_no_text_are_refused", "\xed\xa0\x80", storage.CodeText},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := storage.CodeOf(storage.CheckValue(c.value)); got != c.want {
				t.Errorf("code %q, want %q", got, c.want)
			}
		})
	}
}

func TestErrorsSayTheLengthAndTheLimit(t *testing.T) {
	got := storage.CheckKey(strings.Repeat("😀", 101)).Error()
	if want := "the key is 202 characters long, the limit is 200"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLifetime(t *testing.T) {
	for _, c := range []struct {
		name    string
		seconds float64
		want    int64
		code    storage.Code
	}{
		{"zero_stays", 0, 0, ""},
		{"whole_seconds_stay", 60, 60, ""},
		{"fractions_are_cut_off", 1.9, 1, ""},
		{"90_days_are_the_most", 7_776_000, 7_776_000, ""},
		{"more_is_lowered", 7_776_001, 7_776_000, ""},
		{"infinity_is_lowered", math.Inf(1), 7_776_000, ""},
		{"negative_is_refused", -1, 0, storage.CodeTTL},
		{"negative_fractions_are_refused", -0.5, 0, storage.CodeTTL},
		{"minus_infinity_is_refused", math.Inf(-1), 0, storage.CodeTTL},
		{"nan_is_refused", math.NaN(), 0, storage.CodeTTL},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := storage.Lifetime(c.seconds)
			if got != c.want || storage.CodeOf(err) != c.code {
				t.Errorf("got %d, %v; want %d, code %q", got, err, c.want, c.code)
			}
		})
	}
}

func TestNamespace(t *testing.T) {
	for key, want := range map[string]string{"a": "a", "a:b": "a", "a:b:c": "a", ":b": "", "a:": "a", "": ""} {
		if got := storage.Namespace(key); got != want {
			t.Errorf("Namespace(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestExpiry(t *testing.T) {
	op := storage.Op{TTL: 2, Now: 1_500}
	e := op.Expiry()
	for now, want := range map[int64]bool{1_500: false, 3_499: false, 3_500: true, 9_000: true} {
		if got := e.Passed(now); got != want {
			t.Errorf("Passed(%d) = %v, want %v", now, got, want)
		}
	}
	if got := e.Seconds(); got != 3 {
		t.Errorf("Seconds() = %d, want 3", got)
	}
}

func TestNormalize(t *testing.T) {
	long := strings.Repeat("k", storage.MaxKey+1)
	for _, c := range []struct {
		name string
		op   storage.Op
		want storage.Op
		code storage.Code
	}{
		{"put_ttl_is_lowered", storage.Op{Key: "k", TTL: math.MaxInt64}, storage.Op{Key: "k", TTL: storage.MaxTTL}, ""},
		{"put_ttl_stays", storage.Op{Key: "k", TTL: 5}, storage.Op{Key: "k", TTL: 5}, ""},
		{"keys_count_has_a_default", storage.Op{Kind: storage.Keys}, storage.Op{Kind: storage.Keys, Count: storage.DefaultCount}, ""},
		{"keys_count_stays", storage.Op{Kind: storage.Keys, Count: 5000}, storage.Op{Kind: storage.Keys, Count: 5000}, ""},
		{"keys_ignores_the_key", storage.Op{Kind: storage.Keys, Key: long, Count: 1}, storage.Op{Kind: storage.Keys, Key: long, Count: 1}, ""},
		{"put_checks_the_value", storage.Op{Key: "k", Value: strings.Repeat("v", 2001)}, storage.Op{}, storage.CodeValue},
		{"put_checks_the_ttl", storage.Op{Key: "k", TTL: -1}, storage.Op{}, storage.CodeTTL},
		{"put_checks_the_key", storage.Op{Key: long}, storage.Op{}, storage.CodeKey},
		{"get_checks_the_key", storage.Op{Kind: storage.Get, Key: long}, storage.Op{}, storage.CodeKey},
		{"remove_checks_the_key", storage.Op{Kind: storage.Remove}, storage.Op{}, storage.CodeKey},
		{"keys_checks_the_pattern", storage.Op{Kind: storage.Keys, Pattern: "\xff"}, storage.Op{}, storage.CodeText},
		{"other_kinds_are_refused", storage.Op{Kind: 99, Key: "k"}, storage.Op{}, storage.CodeKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.op.Normalize()
			if storage.CodeOf(err) != c.code {
				t.Fatalf("error %v, want code %q", err, c.code)
			}
			if err == nil && got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestErrorKeepsItsCause(t *testing.T) {
	cause := errors.New("cause")
	err := fmt.Errorf("outer: %w", &storage.Error{Code: storage.CodeIO, Message: "database x", Err: cause})
	if storage.CodeOf(err) != storage.CodeIO || !errors.Is(err, cause) || err.Error() != "outer: database x: cause" {
		t.Errorf("got %v, code %q", err, storage.CodeOf(err))
	}
	if got := storage.CodeOf(cause); got != "" {
		t.Errorf("code of another error: %q", got)
	}
}

// silent is a store that never answers.
type silent struct{ storage.Store }

func (silent) Do(storage.Op, func(storage.Result)) {}

func TestWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := storage.Wait(ctx, silent{}, storage.Op{}); !errors.Is(r.Err, context.Canceled) {
		t.Errorf("got %+v", r)
	}
}

// refusing is a store that answers as a closed one.
type refusing struct{ storage.Store }

func (refusing) Do(_ storage.Op, done func(storage.Result)) {
	done(storage.Result{Err: storage.ClosedError()})
}

func TestWaitReturnsTheAnswer(t *testing.T) {
	if r := storage.Wait(t.Context(), refusing{}, storage.Op{}); storage.CodeOf(r.Err) != storage.CodeClosed {
		t.Errorf("got %+v", r)
	}
}

func FuzzCheckKeyCountsAsJavaScriptDoes(f *testing.F) {
	f.Add("k")
	f.Add(strings.Repeat("😀", 101))
	f.Add("\xff")
	f.Fuzz(func(t *testing.T, key string) {
		n := 0
		for _, r := range key {
			n += utf16.RuneLen(r)
		}
		if accepted := storage.CheckKey(key) == nil; accepted && (n == 0 || n > storage.MaxKey) {
			t.Errorf("%q has %d units and was accepted", key, n)
		} else if !accepted && n > 0 && n <= storage.MaxKey && strings.ToValidUTF8(key, "") == key {
			t.Errorf("%q has %d units and was refused", key, n)
		}
	})
}
