package names

import (
	"strings"
	"sync"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// unknownMethod looks for methods and properties that an object of the API lacks. What an event carries is the business of another
// check rule.
func unknownMethod(p *rule.Pass) {
	x, asks, leans := &extensions{p: p}, asking(p), sync.OnceValue(func() bool { return dependent(p) })
	for _, m := range p.Members() {
		o, ok := objectOf(m)
		if !ok || o.has(m.Name) || program.OfEveryObject(m.Name) || p.Sets(m.Name) || asks(m.Name) || x.extended(m.Name) {
			continue
		}
		what, call := "property", called(p, m.Node)
		var details []rule.Detail
		if call {
			what = "method"
			switch attemptOf(p, m.Node) {
			case probe:
				continue
			case caught:
				details = append(details, rule.Lower(finding.Note))
			}
		} else {
			details = append(details, rule.Lower(finding.Note)) // undefined: it fails where it is used, if at all
		}
		if hint := o.advice(m.Name, call); hint != "" {
			details = append(details, rule.Hint("%s", hint))
		} else if leans() { // another scenario may have given it to all
			details = append(details, rule.Lower(finding.Warning))
		}
		if o.class != nil && call {
			if to, ok := replacement(o.class, m.Name); ok {
				details = append(details, rule.Mend(renamed(p, m, to)))
			}
		}
		start, end := nameRange(p, m)
		p.ReportRange(start, end, o.called+" has no "+what+" "+m.Name, details...)
	}
}

// object is what the API says about a kind of objects.
type object struct {
	called string // how messages call it: "a Call"
	full   string // the class or the interface
	class  *apitable.Node
	props  []apitable.Prop
}

// objectOf returns what a member is of, if that surely is an object of the API and no event.
func objectOf(m program.Member) (object, bool) {
	switch m.Of.Kind {
	case program.Instance:
		o := object{called: m.Of.String(), full: m.Of.Node.Full, class: m.Of.Node, props: m.Of.Node.Props()}
		if fields, ok := apitable.LookupInterface(m.Of.Node.Full); ok { // declared as both
			o.props = append(o.props[:len(o.props):len(o.props)], fields.Props...)
		}
		return o, m.Name != ""
	case program.Shape:
		name := m.Of.Interface.Name
		last := name[strings.LastIndexByte(name, '.')+1:]
		if strings.HasPrefix(last, "_") || m.Name == "" {
			return object{}, false // an event
		}
		return object{called: "an object of " + name, full: name, props: m.Of.Interface.Props}, true
	}
	return object{}, false
}

func (o object) has(name string) bool {
	if o.class != nil {
		if _, ok := o.class.Method(name); ok {
			return true
		}
	}
	for _, prop := range o.props {
		if prop.Name == name || strings.HasPrefix(prop.Name, "[") { // any name
			return true
		}
	}
	return false
}

// advice says what to write in place of a name.
func (o object) advice(name string, call bool) string {
	full := o.full + "." + name
	if o.class != nil && call {
		if _, absent := apitable.Absent(full); absent {
			return apitable.Advice(full)
		}
	}
	if hint := habit(full); hint != "" {
		return hint
	}
	if o.class != nil && call {
		if hint := meaning(suggestions(o.class, name)); hint != "" {
			return hint
		}
	}
	var props []string
	for _, prop := range o.props {
		props = append(props, prop.Name)
	}
	if near := nearest(name, props); near != "" {
		return meaning([]string{near})
	}
	methods := o.methods()
	if near := nearest(name, methods); near != "" && !call {
		return meaning([]string{near + "()"})
	}
	switch {
	case len(methods) == 0 && len(props) > 0 && len(props) <= manyProps:
		return "it has " + strings.Join(props, ", ")
	case !call || o.class == nil:
		return ""
	}
	if _, ok := apitable.Lookup("VoxEngine." + name); ok {
		return meaning([]string{"VoxEngine." + name})
	}
	return owners(name, o.full)
}

// manyProps is how many properties a hint lists at most.
const manyProps = 8

func (o object) methods() []string {
	if o.class == nil {
		return nil
	}
	var names []string
	for _, m := range o.class.Methods() {
		names = append(names, m.Name)
	}
	return names
}
