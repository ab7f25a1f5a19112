package probe

import (
	"path/filepath"
	"testing"

	"voxemu/cmd/voxbench/internal/bare"
	"voxemu/storage/memory"
)

// root is the project's folder, seen from this one.
const root = "../../../.."

var (
	counterFile = filepath.Join(root, "scenarios", "examples", "call-counter", "call-counter.js")
	benchFolder = filepath.Join(root, "scripts", "bench.d")
)

func mustApp(tb testing.TB, file string) *app {
	tb.Helper()
	a, err := newApp(file)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// run repeats a thing that may fail.
func run(b *testing.B, once func() error) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if err := once(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSession is a whole session of the call counter with storage in memory.
func BenchmarkSession(b *testing.B) {
	a := mustApp(b, counterFile)
	run(b, func() error { return a.play(memory.New(), "app") })
}

// BenchmarkSessionBare is the same with nothing but goja.
func BenchmarkSessionBare(b *testing.B) {
	text := mustRead(b, counterFile)
	p, err := bare.Compile("call-counter.js", text)
	if err != nil {
		b.Fatal(err)
	}
	run(b, func() error { return p.Play(bare.Store{}) })
}

// BenchmarkLoad is a fresh session with its scenario loaded.
func BenchmarkLoad(b *testing.B) {
	a := mustApp(b, counterFile)
	run(b, func() error {
		s, err := a.load()
		if err == nil {
			s.session.Abort(nil)
		}
		return err
	})
}

// BenchmarkEvent is an event with one listener, a thousand times.
func BenchmarkEvent(b *testing.B) {
	raise, err := newListener()
	if err != nil {
		b.Fatal(err)
	}
	run(b, func() error { return raise(1000) })
}

// BenchmarkScript is a session for each script of the folders timers and await, with ten thousand timers or awaits in it.
func BenchmarkScript(b *testing.B) {
	for _, folder := range []string{"timers", "await"} {
		files, err := filepath.Glob(filepath.Join(benchFolder, folder, "*.js"))
		if err != nil || len(files) == 0 {
			b.Fatal("no scripts: ", err)
		}
		for _, file := range files {
			b.Run(folder+"/"+filepath.Base(file), func(b *testing.B) {
				a := mustApp(b, file)
				run(b, func() error { return a.playAlone(memory.New()) })
			})
		}
	}
}
