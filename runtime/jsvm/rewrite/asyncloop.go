package rewrite

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/lower"
)

// loop rewrites a `for await`, which begins at an offset with its labels:
//
//	l: for await (const x of y) body
//	{let i;try{l: for (i=__voxemu_forAwait(y);!i.d(await i.n());){const x=i.v;body}}catch(e){...}finally{...}}
//
// In asynchronous generators the awaits are rewritten, too.
func (a *asyncFinder) loop(n *ast.ForOfStatement, begin int, inside bool) {
	i := fmt.Sprintf("%s%d", loopVariable, a.loops)
	a.loops++
	a.edits.insert(begin, "{let "+i+";try{")

	// The head: the target goes behind the source.
	await := a.skip(a.offset(n.For) + len("for"))
	open := a.skip(await + len("await"))
	of := a.skip(a.intoEnd(open+1, n.Into))
	a.edits.replace(await, of+len("of")-await, "("+i+"=__voxemu_forAwait(")
	a.walk(n.Source, inside)
	sourceEnd := a.end(of+len("of"), n.Source)
	a.edits.insert(sourceEnd, ")")
	closing := a.skip(sourceEnd)
	assign := a.assignment(a.target(open+1, of, n.Into, inside), i)
	a.edits.insert(closing, ";!"+i+".d("+awaited(i+".n()", inside)+");")
	a.edits.insert(closing+1, "{"+assign)

	a.walk(n.Body, inside)
	a.edits.insert(a.statementEnd(closing+1, n.Body), "}}"+closeLoop(i, inside))
}

// closeLoop is what closes the iterator when the loop ends early.
func closeLoop(i string, inside bool) string {
	const e = "__voxemu_e"
	open := i + "&&" + i + ".o"
	return "catch(" + e + "){if(" + open + "){" + i + ".o=false;try{if(" + i + ".r())" + awaited(i+".c()", inside) + "}catch{}}throw " + e +
		"}finally{if(" + open + "){" + i + ".o=false;if(" + i + ".r())" + i + ".z(" + awaited(i+".c()", inside) + ")}}}"
}

func awaited(expression string, inside bool) string {
	if inside {
		return awaitHelper + expression + "))"
	}
	return "await " + expression
}

// intoEnd returns where the target of a loop ends.
func (a *asyncFinder) intoEnd(begin int, into ast.ForInto) int {
	if e, ok := into.(*ast.ForIntoExpression); ok {
		return a.end(begin, e.Expression)
	}
	return a.offset(into.Idx1())
}

// target returns the text of the target, rewritten.
func (a *asyncFinder) target(begin, end int, into ast.ForInto, inside bool) string {
	within := &asyncFinder{Script: a.Script, edits: &edits{}, loops: a.loops}
	within.walk(into, inside)
	a.loops = within.loops
	var moved []lower.Edit
	for _, e := range within.edits.sorted() {
		e.Offset -= begin
		moved = append(moved, e)
	}
	return strings.TrimSpace(Apply(a.Text[begin:end], moved))
}

// assignment assigns the value of the iteration to the target.
func (a *asyncFinder) assignment(target, i string) string {
	for _, word := range []string{"let", "const", "var"} {
		rest, ok := strings.CutPrefix(target, word)
		if ok && rest != "" && (blank(rest) > 0 || strings.ContainsAny(rest[:1], "[{")) {
			return target + "=" + i + ".v;"
		}
	}
	return "(" + target + "=" + i + ".v);"
}
