package kit

import (
	"context"
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"voxemu/storage"
)

// defaultTTL is the lifetime of what a test stores and names no other: 30 days, in seconds.
const defaultTTL = 30 * 24 * 3600

// storage reads and writes what the application has stored, at the clock's time.
func (r *running) storage(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	store, app := w.Store()
	op := storage.Op{App: app, Now: int64(w.Now())}
	switch verb := text(args, 0); verb {
	case "get":
		op.Kind, op.Key = storage.Get, text(args, 1)
	case "put":
		op.Kind, op.Key, op.Value, op.TTL = storage.Put, text(args, 1), text(args, 2), defaultTTL
		if ttl := arg(args, 3); !goja.IsUndefined(ttl) {
			op.TTL = ttl.ToInteger()
		}
	case "remove":
		op.Kind, op.Key = storage.Remove, text(args, 1)
	case "keys":
		op.Kind, op.Pattern, op.Count = storage.Keys, text(args, 1), 1000
	default:
		return nil, fmt.Errorf("storage knows no %s", verb)
	}
	answer := storage.Wait(context.Background(), store, op)
	switch {
	case answer.Err != nil:
		return nil, errors.New("app.storage: " + answer.Err.Error())
	case op.Kind == storage.Keys:
		if answer.Keys == nil {
			return []string{}, nil
		}
		return answer.Keys, nil
	case op.Kind != storage.Put && !answer.Found:
		return null, nil
	}
	w.Changed()
	return object{{"key", answer.Entry.Key}, {"value", answer.Entry.Value}, {"ttl", answer.Entry.ExpireAt - int64(w.Now())/1000}}, nil
}
