package project

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// nameTwice looks for names that two scenarios of a project rule declare at their top level. They share one scope (behaviour page, section 1.4):
// with let, const or class the second declaration is a SyntaxError, otherwise it takes the place of the first.
func nameTwice(p *rule.ProjectPass) {
	known := map[string][]declaration{} // by file
	told := map[[3]string]bool{}
	for i := range p.Application.Rules {
		r := &p.Application.Rules[i]
		first := map[string]declaration{}
		runs := map[string]int{}
		for _, s := range r.Scenarios {
			f := p.Files[s.File]
			if f == nil {
				continue
			}
			if _, ok := known[s.File]; !ok {
				known[s.File] = declarations(f)
			}
			if runs[s.File]++; runs[s.File] > 1 {
				if runs[s.File] == 2 {
					again(p, r, s.Name, known[s.File])
				}
				continue
			}
			for _, d := range known[s.File] {
				before, ok := first[d.name]
				if !ok {
					first[d.name] = d
					continue
				}
				if pair := pairOf(before, d); !told[pair] {
					told[pair] = true
					compare(p, before, d)
				}
			}
		}
	}
}

// again tells of a scenario that a project rule runs twice, if it can't be.
func again(p *rule.ProjectPass, r *scenarios.Rule, name string, list []declaration) {
	for _, d := range list {
		if d.lexical() {
			p.Report(r.Pos, r.Source, fmt.Sprintf("the rule %q runs %s twice, and the second time the declaration of %s is a SyntaxError", r.Name, name, d.name),
				rule.Hint("name the scenario once"))
			return
		}
	}
}

// pairOf identifies two declarations whatever their order is.
func pairOf(a, b declaration) [3]string {
	return [3]string{min(a.file.Name(), b.file.Name()), max(a.file.Name(), b.file.Name()), a.name}
}

// declaration is the first of a name at the top level of a scenario.
type declaration struct {
	name  string
	file  *program.File
	at    *ast.Identifier
	kind  program.VariableKind
	value ast.Node // of a var, or the function; nil if there is none
}

func (d declaration) lexical() bool {
	return d.kind == program.Let || d.kind == program.Const || d.kind == program.ClassName
}

// declarations returns what a scenario declares for all of its project rule, in the order of the text. Functions in blocks are left out: where
// another script has the name, they keep it to themselves.
func declarations(f *program.File) []declaration {
	var list []declaration
	for name, v := range f.Globals() {
		d := declaration{name: name, file: f, kind: v.Kind}
		for _, id := range v.Declared {
			if value, kind, ok := declared(f, v, id); ok && (d.at == nil || d.value == nil) {
				d.at, d.value, d.kind = id, value, kind
			}
		}
		if d.at != nil {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b declaration) int { return cmp.Compare(a.at.Idx, b.at.Idx) })
	return list
}

// declared returns what a declaration at the top level gives its name; ok is false for functions in blocks.
func declared(f *program.File, v *program.Variable, id *ast.Identifier) (value ast.Node, kind program.VariableKind, ok bool) {
	switch up := f.Parent(id).(type) {
	case *ast.FunctionLiteral:
		declaration := f.Parent(up)
		_, top := f.Parent(declaration).(*ast.Program)
		return up, program.FunctionName, top
	case *ast.Binding:
		if v.Kind == program.FunctionName {
			kind = program.Var // declared in both ways
		} else {
			kind = v.Kind
		}
		if up.Initializer != nil {
			value = up
		}
		return value, kind, true
	}
	return id, v.Kind, true
}

// compare tells of two declarations of one name.
func compare(p *rule.ProjectPass, before, d declaration) {
	at, source := place(d)
	first, _ := place(before)
	where := first.String()
	if d.lexical() || before.lexical() {
		p.Report(at, source, fmt.Sprintf("%s is declared in %s too: a SyntaxError, as scenarios of one rule share their names", d.name, where),
			rule.Hint("give one of the two another name, or declare it in the first scenario only"))
		return
	}
	if before.value == nil || d.value == nil || same(before, d) || keeps(d) {
		return
	}
	what := "this value takes the place of that one"
	if d.kind == program.FunctionName && before.kind == program.FunctionName {
		what = "this function takes the place of that one"
	}
	p.Report(at, source, fmt.Sprintf("%s is declared in %s too: %s, as scenarios of one rule share their names", d.name, where, what),
		rule.Hint("give one of the two another name"), rule.Lower(finding.Note))
}

// same reports whether two declarations have the same text.
func same(a, b declaration) bool {
	return a.file.Source(a.value) == b.file.Source(b.value)
}

// keeps reports whether a value is made of the one before: var app = app || {}.
func keeps(d declaration) bool {
	found := false
	if _, ok := d.value.(*ast.Binding); ok {
		program.Inspect(d.value, func(n ast.Node) bool {
			id, ok := n.(*ast.Identifier)
			found = found || ok && id != d.at && id.Name.String() == d.name
			return !found
		})
	}
	return found
}

// place is where a declaration stands, with the text of that file.
func place(d declaration) (diag.Pos, string) {
	start, _ := d.file.Range(d.at)
	at := d.file.At(start)
	source, _ := d.file.SourceOf(at.File)
	return at, source
}
