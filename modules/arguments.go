package modules

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"voxemu/modules/apitable"
	"voxemu/runtime/session"
)

// What a function is given is checked against its declared signature, so that nothing wrong passes in silence: unless the
// function itself throws or warns, there is a warning. The cloud converts most of what it is given (assumed: behaviour page,
// section 1.7), and so do the functions.

// sort is what an argument has to be, in words.
type sort string

const (
	aString   sort = "a string"
	aNumber   sort = "a number"
	anObject  sort = "an object"
	aFunction sort = "a function"
	anEvent   sort = "the string that names an event"
	noNumber  sort = "a string, an array or an object"
)

// accepted are parameters that take more than they declare, or whose mistakes are told of elsewhere; with the section of the
// behaviour page. "*" stands for all classes.
var accepted = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"*.addEventListener.callback":           "1.8: what is no function fails when the event comes",
		"*.removeEventListener.callback":        "1.8: without a function all are removed, an unknown one is ignored",
		"Call.handleTones.supportedDtmfTypes":   "5.4: the session log has the engine's own warning",
		"Call.say.parameters":                   "5.5: the older form is a voice, or its name",
		"Call.startPlayback.parameters":         "5.5: the older form is a boolean",
		"CallList.reportError.callback":         "8.3: may be missing",
		"CallList.reportProgress.callback":      "8.3: may be missing",
		"CallList.reportResult.callback":        "8.3: may be missing",
		"Logger.write.message":                  "7.4: anything is written",
		"Net.httpRequest.callback":              "7.2: may be missing, or change places with the options",
		"Net.httpRequest.options":               "7.2: may change places with the callback",
		"Net.sendMail.callback":                 "7.2: may be missing, or change places with the options",
		"Net.sendMail.options":                  "7.2: may change places with the callback",
		"VoxEngine.callSIP.parameters":          "4.3: the older form has a caller ID",
		"VoxEngine.callUser.parameters":         "4.3: the older form has a name",
		"VoxEngine.callUserDirect.parameters":   "4.3: the older form has a caller ID",
		"VoxEngine.createASR.parameters":        "4.4: the older form has a language",
		"VoxEngine.createRecorder.parameters":   "4.4: the older form has a name",
		"VoxEngine.createTTSPlayer.parameters":  "4.4: the older form has a voice",
		"VoxEngine.createURLPlayer.parameters":  "4.4: the older form is a boolean",
		"VoxEngine.createURLPlayer.request":     "4.4: the older form is a URL",
		"VoxEngine.createWebSocket.parameters":  "4.4: the older form has protocols",
		"VoxEngine.getSecretValue.name":         "7.6: there is no secret without a name",
		"StreamingAgent.setActiveTrack.tracks":  "6.9: without tracks nothing changes",
		"VoxEngine.callConference.conferenceId": "4.3: the form that callUser has (assumed)",
		"VoxEngine.callConference.callerid":     "4.3: it is a property in the form that callUser has (assumed)",
		"WebSocket.send.data":                   "6.8: anything is sent as a string",
		"clearInterval.intervalID":              "3.2: an unknown id does nothing",
		"clearTimeout.timeoutID":                "3.2: an unknown id does nothing",
		"setInterval.callback":                  "3.2: what is no function fails when the timer fires",
		"setInterval.timeout":                   "3.2: what is no number stands for 100",
		"setTimeout.callback":                   "3.2: what is no function fails when the timer fires",
		"setTimeout.timeout":                    "3.2: what is no number stands for 0",
		"trace.data":                            "3.4: anything is printed",
	}
})

// Accepts reports whether a parameter of a function takes more than it declares, or tells of mistakes later, by the behaviour page.
func Accepts(full, parameter string) bool {
	if _, ok := accepted()[full+"."+parameter]; ok {
		return true
	}
	_, ok := accepted()["*"+full[max(0, strings.LastIndexByte(full, '.')):]+"."+parameter]
	return ok
}

// AcceptedNames returns the parameters that [Accepts] is true of, sorted: "function.parameter", with "*" for any class.
func AcceptedNames() []string { return slices.Sorted(maps.Keys(accepted())) }

// signature is what can be checked of a function's arguments.
type signature struct {
	full   string
	length int // parameters that must be there
	params []parameter
}

type parameter struct {
	name string
	sort sort // "" for anything
}

func signatureOf(full string, n *apitable.Node) *signature {
	sig := &signature{full: full, length: n.Length()}
	for _, p := range n.Params {
		q := parameter{name: p.Name}
		if !Accepts(full, p.Name) {
			q.sort = sortOf(p.Type)
		}
		sig.params = append(sig.params, q)
	}
	return sig
}

// sortOf reads a declared type; "" is what takes anything, or what the functions look at themselves.
func sortOf(typ string) sort {
	switch {
	case strings.Contains(typ, "=>"):
		return aFunction
	case strings.HasSuffix(typ, " | T"):
		return anEvent
	case typ == "string", typ == "string | number":
		return aString
	case typ == "number":
		return aNumber
	case strings.HasPrefix(typ, "string | "), strings.HasSuffix(typ, "[]"):
		return noNumber
	case strings.HasPrefix(typ, "{"), strings.HasSuffix(typ, "Parameters"), strings.HasSuffix(typ, "Options"), strings.HasSuffix(typ, "Settings"):
		return anObject
	}
	return ""
}

// check returns what is wrong with the arguments, or "".
func (g *signature) check(args []goja.Value) string {
	for i := range g.params {
		p := &g.params[i]
		if i >= len(args) {
			if i < g.length && !Accepts(g.full, p.name) {
				return g.full + ": the " + p.name + " parameter is missing"
			}
			return ""
		}
		if p.sort != "" && session.Given(args[i]) && !p.sort.fits(args[i]) {
			return g.full + ": " + p.name + " is " + string(p.sort) + ", not " + session.Describe(args[i])
		}
	}
	return ""
}

// fits runs no script.
func (t sort) fits(v goja.Value) bool {
	o, isObject := v.(*goja.Object)
	switch t {
	case aString:
		return !isObject || o.ClassName() == "String"
	case aNumber:
		if isObject {
			return o.ClassName() == "Number"
		}
		_, symbol := v.(*goja.Symbol)
		return !symbol && !math.IsNaN(v.ToFloat())
	case aFunction:
		return session.Callable(v)
	case anEvent:
		_, text := v.(goja.String)
		return text || isObject // which is warned of where listeners are kept
	case noNumber:
		_, text := v.(goja.String)
		return text || isObject
	}
	return isObject
}

// checked makes a function that warns of what is wrong with its arguments, unless it says something itself.
func checked(s *session.Session, g *signature, f func(goja.FunctionCall) goja.Value) func(goja.FunctionCall) goja.Value {
	return func(c goja.FunctionCall) goja.Value {
		wrong := g.check(c.Arguments)
		if wrong == "" {
			return f(c)
		}
		before := s.Warnings()
		v := f(c)
		if s.Warnings() == before && !rejected(v) {
			s.WarnArgument(wrong)
		}
		return v
	}
}

// rejected reports whether a function has told by its promise already.
func rejected(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != reflect.TypeFor[*goja.Promise]() {
		return false
	}
	return o.Export().(*goja.Promise).State() == goja.PromiseStateRejected
}
