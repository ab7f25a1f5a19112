package memory_test

import (
	"testing"

	"voxemu/storage"
	"voxemu/storage/memory"
	"voxemu/storage/storetest"
)

func TestSuite(t *testing.T) {
	storetest.Run(t, func(*testing.T) storage.Store { return memory.New() })
}

func TestAnswersBeforeDoReturns(t *testing.T) {
	s := memory.New()
	n := 0
	for _, kind := range []storage.Kind{storage.Put, storage.Get, storage.Keys, storage.Remove} {
		s.Do(storage.Op{Kind: kind, Key: "k", TTL: 1}, func(storage.Result) { n++ })
	}
	if n != 4 {
		t.Errorf("%d of 4 requests were answered", n)
	}
}

// BenchmarkSession is what a session of its own storage costs: open, put, get, close.
func BenchmarkSession(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s := memory.New()
		s.Do(storage.Op{Kind: storage.Put, App: "a", Key: "k", Value: "1", TTL: 10}, func(storage.Result) {})
		s.Do(storage.Op{Kind: storage.Get, App: "a", Key: "k"}, func(storage.Result) {})
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
