//go:build unix

package rounds

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// peak returns the most memory that an ended process had resident, in KiB.
func peak(p *os.ProcessState) (float64, bool) {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, false
	}
	if runtime.GOOS == "darwin" {
		return float64(u.Maxrss) / 1024, true // bytes there
	}
	return float64(u.Maxrss), true
}

// ownTime returns how long this process and its ended children have worked.
func ownTime() time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			sum += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return sum
}
