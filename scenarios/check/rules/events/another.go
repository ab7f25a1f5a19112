package events

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// counterparts are events that say the same of different objects.
var counterparts = [][]string{
	{"CallEvents.PlaybackStarted", "PlayerEvents.Started", "SequencePlayerEvents.Started"},
	{"CallEvents.RecordStarted", "RecorderEvents.Started"},
	{"CallEvents.RecordStopped", "RecorderEvents.Stopped"},
	{"CallEvents.RecordError", "RecorderEvents.RecorderError"},
	{"CallEvents.Disconnected", "WebSocketEvents.CLOSE"},
	{"CallEvents.Connected", "WebSocketEvents.OPEN"},
	{"CallEvents.MessageReceived", "WebSocketEvents.MESSAGE"},
	{"PlayerEvents.Error", "SequencePlayerEvents.Error", "ASREvents.ASRError", "RecorderEvents.RecorderError", "WebSocketEvents.ERROR", "ConferenceEvents.ConferenceError"},
}

// undeclared are events that old scenarios wait for on objects whose declarations don't have them; what the cloud does isn't known.
var undeclared = []string{"AI.Events.VoicemailDetected", "AI.Events.VoicemailNotDetected"}

func eventOfAnother(p *rule.Pass) {
	for _, l := range p.Listeners() {
		enums := raised(p.File, l)
		switch {
		case len(enums) == 0:
		case l.Event == nil:
			noSuchEvent(p, l, enums)
		case !isMember(enums, l.Event) && !slices.Contains(undeclared, l.Event.Full):
			wrongEnum(p, l, enums)
		}
	}
}

// raised returns the enums of the events that the object of a listener raises; none if that isn't known.
func raised(f *program.File, l *program.Listener) []*apitable.Node {
	method := f.API(l.Call)
	if method == nil || method.Name != "addEventListener" {
		return nil
	}
	return enumsOf(method)
}

// enumsOf reads the enums of an addEventListener from the type of its first parameter.
func enumsOf(method *apitable.Node) []*apitable.Node {
	if len(method.Params) == 0 {
		return nil
	}
	var enums []*apitable.Node
	for name := range strings.SplitSeq(method.Params[0].Type, " | ") {
		if name == "T" { // stands for any of the others
			continue
		}
		n, ok := apitable.ContainerIn(method.Full, name)
		if !ok || n.Resolve().Kind != apitable.Enum {
			return nil
		}
		enums = append(enums, n.Resolve())
	}
	return enums
}

func isMember(enums []*apitable.Node, event *apitable.Node) bool {
	return slices.ContainsFunc(enums, func(enum *apitable.Node) bool {
		return slices.ContainsFunc(enum.Children(), func(m *apitable.Node) bool { return m.Full == event.Full || m.Value == event.Value })
	})
}

func wrongEnum(p *rule.Pass, l *program.Listener, enums []*apitable.Node) {
	arg := l.Call.Arg(0)
	message := fmt.Sprintf("%s never raises %s", l.Type, l.Event.Full)
	if right := counterpart(enums, l.Event); right != "" {
		p.Report(arg, message, rule.Hint("did you mean %s?", right), rule.Mend(rename(p, arg, l.Event.Full, right)))
		return
	}
	if by := raisers()[enumOf(l.Event)]; by != "" {
		p.Report(arg, message, rule.Hint("%s raises it: add the listener there", by))
		return
	}
	p.Report(arg, message, rule.Hint("it raises the events of %s", names(enums)))
}

// rename replaces an event that stands there by its name, or by its value.
func rename(p *rule.Pass, arg ast.Expression, name, right string) *finding.Fix {
	start, end := p.Range(arg)
	if _, text := arg.(*ast.StringLiteral); !text && p.Source(arg) != name {
		return nil
	}
	return p.Replace(start, end, right, "replace "+p.Source(arg)+" by "+right)
}

// counterpart returns the event of some enums that says the same as another: one of the same name, or one from the list.
func counterpart(enums []*apitable.Node, event *apitable.Node) string {
	for _, enum := range enums {
		if m, ok := enum.Child(event.Name); ok {
			return m.Full
		}
	}
	for _, group := range counterparts {
		if !slices.Contains(group, event.Full) {
			continue
		}
		for _, enum := range enums {
			i := slices.IndexFunc(group, func(full string) bool { return strings.HasPrefix(full, enum.Full+".") })
			if i >= 0 {
				return group[i]
			}
		}
	}
	return ""
}

func enumOf(event *apitable.Node) string { return strings.TrimSuffix(event.Full, "."+event.Name) }

func names(enums []*apitable.Node) string {
	var list []string
	for _, n := range enums {
		list = append(list, n.Full)
	}
	return strings.Join(list, " and ")
}

// raisers has what raises the events of an enum: "a Call". Where several classes do, it is that with the shortest name.
var raisers = sync.OnceValue(func() map[string]string {
	by, length := map[string]string{"AppEvents": "VoxEngine"}, map[string]int{"AppEvents": 0}
	for _, class := range apitable.Classes() {
		method, ok := class.Method("addEventListener")
		if !ok || class.Private {
			continue
		}
		for _, enum := range enumsOf(method) {
			if n, known := length[enum.Full]; !known || len(class.Full) < n {
				by[enum.Full], length[enum.Full] = program.Type{Kind: program.Instance, Node: class}.String(), len(class.Full)
			}
		}
	}
	return by
})

// noSuchEvent reports a text that is the value of no event. The vendor's AI clients raise more than is declared, so theirs are left
// alone, as is what begins like the values of the enum.
func noSuchEvent(p *rule.Pass, l *program.Listener, enums []*apitable.Node) {
	arg := l.Call.Arg(0)
	text, ok := p.String(arg)
	if !ok {
		return
	}
	enum := enums[0]
	if len(enums) > 1 || strings.Contains(enum.Full, ".") {
		return
	}
	var known []string
	for _, m := range enum.Children() {
		value, _ := m.Value.(string)
		if prefix, _, _ := strings.Cut(value, "."); strings.HasPrefix(text, prefix+".") {
			return
		}
		known = append(known, m.Name)
	}
	message := fmt.Sprintf("%s never raises an event %q", l.Type, text)
	last := text[strings.LastIndexByte(text, '.')+1:]
	i := slices.IndexFunc(known, func(name string) bool { return strings.EqualFold(name, last) })
	if i >= 0 {
		right := enum.Full + "." + known[i]
		p.Report(arg, message, rule.Hint("did you mean %s?", right), rule.Mend(rename(p, arg, "", right)))
		return
	}
	if near := diag.Suggest(last, known); near != "" {
		p.Report(arg, message, rule.Hint("did you mean %s.%s?", enum.Full, near))
		return
	}
	p.Report(arg, message, rule.Hint("its events are the members of %s", names(enums)))
}
