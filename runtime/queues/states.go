package queues

import (
	"fmt"
	"strings"
	"time"
)

// maxAt bounds the time of a change, as the steps of far ends are bounded.
const maxAt = 24 * time.Hour

// ParseStates reads the states that an agent takes on by itself: "ready", or "offline; ready at 30s; online at 10m". States are
// separated by ";" or are texts of their own. The first has no time: it is that in which the run begins. Times count from
// the beginning of the run and grow. Nothing at all stands for "ready".
func ParseStates(texts ...string) (State, []Change, error) {
	first, changes := Ready, []Change(nil)
	n := 0
	for _, text := range texts {
		for part := range strings.SplitSeq(text, ";") {
			words := strings.Fields(part)
			if len(words) == 0 {
				continue
			}
			c, timed, err := parseState(words)
			switch {
			case err != nil:
				return "", nil, err
			case n == 0 && timed:
				return "", nil, fmt.Errorf("%q: the first state has no time, such as in \"offline; ready at 30s\"", strings.Join(words, " "))
			case n > 0 && !timed:
				return "", nil, fmt.Errorf("%q: a later state has a time, such as in \"ready at 30s\"", strings.Join(words, " "))
			case n > 1 && c.At <= changes[n-2].At:
				return "", nil, fmt.Errorf("%q: it comes at or before the state in front of it", strings.Join(words, " "))
			}
			if n == 0 {
				first = c.State
			} else {
				changes = append(changes, c)
			}
			n++
		}
	}
	return first, changes, nil
}

// parseState reads one state.
func parseState(words []string) (c Change, timed bool, err error) {
	switch words[0] {
	case "offline":
		c.State = Offline
	case "online":
		c.State = Online
	case "ready":
		c.State = Ready
	default:
		return c, false, fmt.Errorf("%q is no state of an agent: offline, online and ready are", words[0])
	}
	if len(words) == 1 {
		return c, false, nil
	}
	if len(words) != 3 || words[1] != "at" {
		return c, false, fmt.Errorf("%q is not understood: write it like \"ready at 30s\"", strings.Join(words, " "))
	}
	c.At, err = time.ParseDuration(words[2])
	if err != nil || c.At <= 0 || c.At > maxAt {
		return c, false, fmt.Errorf("%q is no time of a run: write 500ms, 30s, 2m or 1h, up to 24h", words[2])
	}
	return c, true, nil
}
