package jsvm

import (
	"regexp"
	"runtime"
	"strings"
	"sync"
)

// Stuck is a turn that doesn't answer the watchdog's interrupt.
type Stuck struct {
	// Host is what the VM belongs to, as [Options] had it.
	Host any
	// Native is the built-in function that runs, such as "Array.prototype.forEach", or "" if it isn't known.
	Native string
}

// Message says what is wrong, in one line.
func (s Stuck) Message() string {
	if s.Native == "" {
		return "the script is stuck in a built-in function that can't be interrupted"
	}
	return "the script is stuck in " + s.Native + ", which can't be interrupted"
}

func (g *guard) stuck() Stuck { return Stuck{Host: g.host, Native: nativeIn(goroutines())} }

// goroutines returns the stacks of all goroutines, as far as they fit.
func goroutines() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}

// natives are the names that the engine's Go functions have, and those that they stand for.
var natives = sync.OnceValue(func() []nativeName {
	names := []nativeName{{regexp.MustCompile(`regexp2(?:/v\d+)?\.`), "a regular expression"}}
	for _, n := range []struct{ prefix, name string }{
		{"arrayproto", "Array.prototype"}, {"stringproto", "String.prototype"}, {"regexpproto", "RegExp.prototype"},
		{"typedArrayProto", "TypedArray.prototype"}, {"objectproto", "Object.prototype"}, {"mapProto", "Map.prototype"},
		{"setProto", "Set.prototype"}, {"functionproto", "Function.prototype"}, {"builtinJSON", "JSON"}, {"builtin_reflect", "Reflect"},
		{"array", "Array"}, {"string", "String"}, {"object", "Object"}, {"typedArray", "TypedArray"}, {"dateproto", "Date.prototype"},
	} {
		names = append(names, nativeName{regexp.MustCompile(`goja\.\(\*Runtime\)\.` + n.prefix + `_(\w+)`), n.name})
	}
	return append(names, nativeName{regexp.MustCompile(`math/big\.`), "BigInt arithmetic"})
})

// nativeName is how a built-in function looks in a stack of Go.
type nativeName struct {
	form *regexp.Regexp
	name string
}

// nativeIn returns the innermost built-in function in the goroutine that is in a turn.
func nativeIn(stacks string) string {
	for one := range strings.SplitSeq(stacks, "\n\n") {
		if !strings.Contains(one, "jsvm.(*VM).turn") {
			continue
		}
		for line := range strings.Lines(one) {
			for _, n := range natives() {
				m := n.form.FindStringSubmatch(line)
				if m == nil {
					continue
				}
				if len(m) > 1 {
					return n.name + "." + m[1]
				}
				return n.name
			}
		}
	}
	return ""
}
