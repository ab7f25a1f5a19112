package project

import (
	"fmt"
	"strings"

	"voxemu/scenarios"
	"voxemu/scenarios/check/rule"
)

// shadowed looks for project rules that no call comes to: the first whose pattern takes a destination runs, and no other (behaviour page,
// section 9.2).
func shadowed(p *rule.ProjectPass) {
	rules := p.Application.Rules
	valid := make([]bool, len(rules)) // it takes long to find out
	for i := range rules {
		valid[i] = rules[i].Valid()
	}
	for i := range rules {
		if i == 0 || !valid[i] || bound(p.Application, rules[i].Name) || !takesCalls(&rules[i]) {
			continue
		}
		if by := takers(rules[:i], valid, &rules[i]); by != "" {
			p.Report(rules[i].PatternPos, rules[i].Source, fmt.Sprintf("no call comes to the rule %q by its pattern: before it %s all that it would", rules[i].Name, by),
				rule.Hint("put the rule further up; leave it if a number or a registration is bound to it"))
		}
	}
}

// bound reports whether a number starts the rule whatever its pattern says.
func bound(a *scenarios.Application, name string) bool {
	for _, n := range a.Numbers {
		if n.Rule == name {
			return true
		}
	}
	return false
}

// callWords are in scenarios that incoming calls start: the event, in its two names, and the helpers that listen for it. A rule without
// them is started over HTTP, where patterns don't count.
var callWords = [...]string{"CallAlerting", "forwardCallTo", "playSoundAndHangup"}

func takesCalls(r *scenarios.Rule) bool {
	for _, s := range r.Scenarios {
		for _, word := range callWords {
			if strings.Contains(s.Text, word) {
				return true
			}
		}
	}
	return false
}

// takers tells which of the rules before a rule surely take all that it would; "" if that isn't sure.
func takers(before []scenarios.Rule, valid []bool, r *scenarios.Rule) string {
	for i := range before {
		if valid[i] && takesAll(&before[i], r) {
			return fmt.Sprintf("%q takes", before[i].Name)
		}
	}
	destinations, ok := destinationsOf(r)
	if !ok {
		return ""
	}
	app := &scenarios.Application{Rules: before}
	var names []string
	for _, d := range destinations {
		taker, _, taken := scenarios.Route(app, d)
		if !taken {
			return ""
		}
		name := fmt.Sprintf("%q", taker.Name)
		if !strings.Contains(" "+strings.Join(names, " ")+" ", " "+name+" ") {
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " takes"
	}
	return strings.Join(names, ", ") + " take"
}

// takesAll reports whether a rule surely takes all that a later one would, as far as a look at the patterns tells.
func takesAll(earlier, later *scenarios.Rule) bool {
	a, b := plain(earlier.Pattern), plain(later.Pattern)
	if earlier.Exclude != "" {
		return a == b && earlier.Exclude == later.Exclude
	}
	if a == ".*" || a == ".+" || a == b {
		return true
	}
	head, rest, ok := literalHead(a)
	if !ok || rest != ".*" && rest != ".+" {
		return false
	}
	tree, ok := parse(b)
	if !ok {
		return false
	}
	first, more := leading(tree)
	return strings.HasPrefix(first, head) && (rest == ".*" || more || len(first) > len(head))
}

// plain is a pattern without what changes nothing, as it has to match the whole destination.
func plain(pattern string) string {
	if pattern == "" {
		return ".*"
	}
	pattern = strings.TrimPrefix(pattern, "^")
	if strings.HasSuffix(pattern, "$") && !strings.HasSuffix(pattern, `\$`) && !strings.Contains(pattern, "|") {
		pattern = strings.TrimSuffix(pattern, "$")
	}
	return pattern
}

// destinationsOf returns all destinations that a rule takes, if its pattern has few.
func destinationsOf(r *scenarios.Rule) (list []string, ok bool) {
	tree, ok := parse(plain(r.Pattern))
	if !ok {
		return nil, false
	}
	all, ok := texts(tree)
	if !ok {
		return nil, false
	}
	app := &scenarios.Application{Rules: []scenarios.Rule{*r}}
	for _, text := range all {
		if _, _, taken := scenarios.Route(app, text); taken {
			list = append(list, text)
		}
	}
	return list, true
}
