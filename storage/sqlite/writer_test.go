package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/storage"
	"voxemu/storage/storetest"
)

// lateWriter returns a writer of a store with so many puts in its queue, of keys 1 and on; put makes one more of them. Each answer
// appends its key and the code of its error to answered.
func lateWriter(t *testing.T, queued int) (w *writer, put func(i int) request, answered *[]string) {
	w = &writer{store: mustOpen(t, filepath.Join(t.TempDir(), "x.db"))}
	t.Cleanup(func() {
		if err := w.close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	answered = new([]string)
	put = func(i int) request {
		op := storage.Op{Kind: storage.Put, App: "app", Key: fmt.Sprint(i), TTL: 10, Now: storetest.Start}
		return request{op, func(r storage.Result) {
			*answered = append(*answered, fmt.Sprint(op.Key, " ", storage.CodeOf(r.Err)))
		}}
	}
	for i := range queued {
		w.store.queue = append(w.store.queue, put(i+1))
	}
	return w, put, answered
}

func TestRequestsJoinTheTransactionThatIsBeingWritten(t *testing.T) {
	w, put, answered := lateWriter(t, 2)
	if got := len(w.serve([]request{put(0)})); got != 3 {
		t.Errorf("%d requests were served together, want 3", got)
	}
	if diff := cmp.Diff([]string{"0 ", "1 ", "2 "}, *answered); diff != "" {
		t.Error(diff)
	}
}

func TestRequestsBeyondTheLimitWaitForTheNextTransaction(t *testing.T) {
	w, put, answered := lateWriter(t, maxBatch+1)
	if got := len(w.serve([]request{put(0)})); got != maxBatch || len(*answered) != maxBatch {
		t.Errorf("%d served, %d answered, want %d", got, len(*answered), maxBatch)
	}
	rest := w.store.take(nil)
	if len(rest) != 2 || rest[0].op.Key != fmt.Sprint(maxBatch) || rest[1].op.Key != fmt.Sprint(maxBatch+1) {
		t.Errorf("%d are left, want the last two in their order", len(rest))
	}
}

func TestRequestsThatJoinAFailedTransactionAreTriedOnTheirOwn(t *testing.T) {
	w, put, answered := lateWriter(t, 2)
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	// Fails in whatever transaction writes key 1, the others are none of its business.
	if err := w.conn.script("CREATE TEMP TRIGGER spoil BEFORE INSERT ON entry WHEN NEW.key = '1' BEGIN SELECT RAISE(ABORT, 'spoilt'); END"); err != nil {
		t.Fatal(err)
	}
	w.serve([]request{put(0)})
	want := []string{"0 ", "1 " + string(storage.CodeIO), "2 "}
	if diff := cmp.Diff(want, *answered); diff != "" {
		t.Error(diff)
	}
}
