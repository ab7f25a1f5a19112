package jsvm

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/dop251/goja"
)

// An overlay behaves as a map, short or long.
func TestOverlayIsAMap(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		var o overlay
		want := map[string]goja.Value{}
		names := 4 + r.IntN(60)
		for range 400 {
			name := fmt.Sprint("p", r.IntN(names))
			switch v := goja.Value(Shared(r.IntN(1000))); r.IntN(4) {
			case 0:
				o.remove(name)
				delete(want, name)
			case 1:
				v = nil
				fallthrough
			default:
				o.put(name, v)
				want[name] = v
			}
			for i := range names {
				name := fmt.Sprint("p", i)
				got, ok := o.get(name)
				if v, there := want[name]; ok != there || got != v {
					t.Fatalf("seed %d: %s is %v, %v; want %v, %v", seed, name, got, ok, v, there)
				}
			}
		}
		if len(o.list) != len(want) {
			t.Fatalf("seed %d: %d properties, want %d", seed, len(o.list), len(want))
		}
	}
}
