package ivr

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// standardTimeout is the time for each digit, and the first one (behaviour page, section 2).
const standardTimeout = 5 * time.Second

// inputTypes are the types of states.
var inputTypes = [...]string{"noinput", "select", "inputfixed", "inputunknown"}

// rules are the settings of a state, as a call that enters it finds them.
type rules struct {
	kind       string
	say, play  string
	lang       goja.Value
	timeout    time.Duration
	length     int
	terminate  string
	validator  goja.Value
	next       goja.Value
	nextStates goja.Value
}

// read reads the settings of a state; what can't work throws.
func (v *visit) read(st *state) rules {
	settings := st.object.Get("settings")
	prompt := session.Prop(settings, "prompt")
	r := rules{
		kind: session.Text(session.Prop(settings, "type")),
		say:  session.Text(session.Prop(prompt, "say")), play: session.Text(session.Prop(prompt, "play")), lang: session.Prop(prompt, "lang"),
		timeout: standardTimeout, terminate: session.Text(session.Prop(settings, "terminateOn")),
		validator: session.Prop(settings, "inputValidator"),
		next:      session.Prop(settings, "nextState"), nextStates: session.Prop(settings, "nextStates"),
	}
	where := "IVRState " + st.name + ": "
	if !slices.Contains(inputTypes[:], r.kind) {
		v.s.VM().Throw("Error", where+"the type is one of "+strings.Join(inputTypes[:], ", ")+", not "+session.Describe(session.Prop(settings, "type")))
	}
	if t := session.Prop(settings, "timeout"); session.Given(t) {
		if ms := t.ToFloat(); ms >= 0 && ms < math.MaxInt32 {
			r.timeout = time.Duration(ms) * time.Millisecond
		} else {
			v.s.Warn(diag.CodeArgument, where+"the timeout is a number of milliseconds, not "+session.Describe(t)+": 5000 is used")
		}
	}
	if r.kind == "inputfixed" {
		length := session.Prop(settings, "inputLength")
		if n := length.ToFloat(); n >= 1 && n < math.MaxInt32 {
			r.length = int(n)
		} else {
			v.s.VM().Throw("Error", where+"inputfixed needs inputLength, a number of digits from 1, not "+session.Describe(length))
		}
	}
	return r
}
