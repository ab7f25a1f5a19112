package rounds

import (
	"bytes"
	"os"
	"strconv"
	"time"
)

// load watches how busy the machine is with something else than us.
type load struct {
	busy, own time.Duration
	since     time.Time
	known     bool
}

func watch() load {
	busy, known := busyTime()
	return load{busy: busy, own: ownTime(), since: time.Now(), known: known}
}

// others returns how many cores other processes have used since then, or -1.
func (l load) others() float64 {
	busy, known := busyTime()
	elapsed := time.Since(l.since)
	if !l.known || !known || elapsed <= 0 {
		return -1
	}
	return max(0, float64((busy-l.busy)-(ownTime()-l.own))/float64(elapsed))
}

// tick is the unit of /proc/stat.
const tick = 10 * time.Millisecond

// busyTime returns how long all cores together have worked since the machine was started, where the kernel tells it.
func busyTime() (time.Duration, bool) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, false
	}
	return parseStat(text)
}

// parseStat adds up the first line of /proc/stat but for idle, iowait and guests, who are in user already. Steal counts: it is what other
// virtual machines took of our cores.
func parseStat(text []byte) (time.Duration, bool) {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	fields := bytes.Fields(line)
	if len(fields) < 9 || string(fields[0]) != "cpu" {
		return 0, false
	}
	var sum time.Duration
	for _, i := range []int{1, 2, 3, 6, 7, 8} { // user, nice, system, irq, softirq, steal
		n, err := strconv.ParseInt(string(fields[i]), 10, 64)
		if err != nil {
			return 0, false
		}
		sum += time.Duration(n) * tick
	}
	return sum, true
}
