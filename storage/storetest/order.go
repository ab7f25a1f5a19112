package storetest

import (
	"fmt"
	"sync"

	"voxemu/storage"
)

// order sends requests without waiting for answers: each has to see those before it.
func order(t *T) {
	get, rm, keys := storage.Op{Kind: storage.Get, Key: "k"}, storage.Op{Kind: storage.Remove, Key: "k"}, storage.Op{Kind: storage.Keys}
	put := func(key, value string) storage.Op { return storage.Op{Kind: storage.Put, Key: key, Value: value} }
	steps := []struct {
		op   storage.Op
		want string
	}{
		{get, "(none)"},
		{put("k", "1"), "stored 1"},
		{get, "1"},
		{put("k", "2"), "stored 2"},
		{put("j", "x"), "stored x"},
		{get, "2"},
		{keys, "[j k]"},
		{rm, "2"},
		{get, "(none)"},
		{keys, "[j]"},
		{rm, "(none)"},
		{put("k", "3"), "stored 3"},
		{keys, "[j k]"},
		{get, "3"},
		{put("k", "4"), "stored 4"},
	}
	results := make([]storage.Result, len(steps))
	var wait sync.WaitGroup
	wait.Add(len(steps))
	for i, step := range steps {
		op := step.op
		op.App, op.Now, op.TTL = t.App, Start, 10
		t.Store.Do(op, func(r storage.Result) {
			results[i] = r
			wait.Done()
		})
	}
	wait.Wait()
	for i, step := range steps {
		t.Want(fmt.Sprintf("answer %d", i), describe(step.op.Kind, results[i]), step.want)
	}
	t.Want("in the end", t.Get("k"), "4")
}

func describe(kind storage.Kind, r storage.Result) string {
	switch {
	case r.Err != nil:
		return r.Err.Error()
	case kind == storage.Keys:
		return fmt.Sprint(r.Keys)
	case kind == storage.Put:
		return "stored " + r.Entry.Value
	case !r.Found:
		return none
	}
	return r.Entry.Value
}

// concurrent lets callers write keys of their own and one that they share, and read what they wrote.
func concurrent(t *T) {
	const callers, rounds = 8, 50
	var wait sync.WaitGroup
	for caller := range callers {
		wait.Go(func() {
			own := fmt.Sprintf("own:%d", caller)
			for i := range rounds {
				value := fmt.Sprintf("%d/%d", caller, i)
				for _, key := range []string{own, "shared", fmt.Sprintf("once:%d:%d", caller, i)} {
					r := t.Do(storage.Op{Kind: storage.Put, Key: key, Value: value, TTL: 10})
					if r.Err != nil || r.Entry.Key != key || r.Entry.Value != value {
						t.Errorf("put %s=%s: answered %+v", key, value, r)
					}
				}
				if r := t.Do(storage.Op{Kind: storage.Get, Key: own}); r.Entry.Value != value {
					t.Errorf("get %s: %+v, want %s", own, r, value)
				}
				if r := t.Do(storage.Op{Kind: storage.Get, Key: "shared"}); !r.Found {
					t.Errorf("get shared: %+v", r)
				}
				if i%10 == 9 {
					t.Do(storage.Op{Kind: storage.Remove, Key: fmt.Sprintf("once:%d:%d", caller, i-1)})
				}
			}
		})
	}
	wait.Wait()
	t.Want("keys of their own", len(t.Keys("own", 0)), callers)
	t.Want("keys written once, without the removed", len(t.Keys("once", 0)), callers*(rounds-rounds/10))
}

func latest(t *T) {
	want := func(what string, ms int64) {
		t.Helper()
		got, err := t.Store.Latest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Want("latest "+what, got, ms)
	}
	want("of an empty store", 0)
	t.Get("k")
	want("after a get", 0)
	t.Now = 2000
	t.Put("k", "v", 10)
	want("after a put", Start+2000)
	t.Now = 1000
	t.Put("j", "v", 10)
	want("after a put before that", Start+2000)
	t.Now = 3000
	t.Get("k")
	t.Keys("", 0)
	want("after reads", Start+2000)
	t.Do(storage.Op{Kind: storage.Remove, Key: "absent"})
	want("after a remove of nothing", Start+2000)
	t.Do(storage.Op{Kind: storage.Remove, Key: "k"})
	want("after a remove", Start+3000)
}

func closed(t *T) {
	t.Put("k", "v", 10)
	if err := t.Store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, op := range []storage.Op{{Kind: storage.Put, Key: "k"}, {Kind: storage.Get, Key: "k"}, {Kind: storage.Remove, Key: "k"}, {Kind: storage.Keys}} {
		t.Want(fmt.Sprintf("request %d", op.Kind), storage.CodeOf(t.Do(op).Err), storage.CodeClosed)
	}
	_, err := t.Store.Latest(t.Context())
	t.Want("latest", storage.CodeOf(err), storage.CodeClosed)
}
