package rewrite

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// object rewrites the asynchronous generator methods of an object literal, and names of such functions in it.
//
//	{ async *m() {}, async *[k]() {} }
//	__voxemu_agObject({      *m() {},      *[__voxemu_agKey(k)]() {} },["m",,])
func (a *asyncFinder) object(n *ast.ObjectLiteral, inside bool) {
	begin := len(*a.edits)
	a.edits.insert(a.offset(n.LeftBrace), "__voxemu_agObject(")
	var keys []string
	for _, p := range n.Value {
		keyed, ok := p.(*ast.PropertyKeyed)
		f, async := (*ast.FunctionLiteral)(nil), false
		if ok {
			f, async = isAsyncGenerator(keyed.Value)
		}
		if !async {
			a.walk(p, inside)
			continue
		}
		if w, ok := a.method(f); ok {
			keys = append(keys, a.objectMethod(keyed, f, w, inside))
			continue
		}
		name := a.key(keyed.Key, keyed.Computed)
		if keyed.Computed {
			name = "__voxemu_agName()"
			a.computed(keyed.Key, inside)
		}
		a.expression(f, name)
	}
	if len(keys) == 0 {
		*a.edits = append((*a.edits)[:begin], (*a.edits)[begin+1:]...)
		return
	}
	a.edits.insert(a.offset(n.RightBrace)+1, ",["+strings.Join(keys, ",")+",])")
}

// objectMethod rewrites a method, and returns its key.
func (a *asyncFinder) objectMethod(p *ast.PropertyKeyed, f *ast.FunctionLiteral, w swap, inside bool) string {
	a.edits.replace(w.offset, len("async"), "     ")
	key := a.key(p.Key, p.Computed)
	if p.Computed {
		at := strings.IndexByte(a.Text[w.offset:], '[') + w.offset + 1
		a.edits.insert(at, keyHelper)
		a.edits.insert(w.offset+w.size-1, ")")
	}
	a.function(f)
	return key
}

// computed wraps the expression of a computed key. It begins behind a bracket.
func (a *asyncFinder) computed(key ast.Expression, inside bool) {
	begin := a.offset(key.Idx0())
	begin = strings.LastIndexByte(a.Text[:begin], '[') + 1
	a.edits.insert(begin, keyHelper)
	a.walk(key, inside)
	end := a.end(begin, key)
	a.edits.insert(end, ")")
}

// class rewrites the asynchronous generator methods of a class. They are made what they are at the start of its static
// initialisation, when they all exist and none has been called; private ones of objects when the first object is made.
func (a *asyncFinder) class(n *ast.ClassLiteral, inside bool) {
	var keys, private, staticPrivate []string
	at := len(*a.edits)
	if n.SuperClass != nil {
		a.walk(n.SuperClass, inside)
	}
	for _, el := range n.Body {
		m, ok := el.(*ast.MethodDefinition)
		if !ok || !m.Body.Async || !m.Body.Generator {
			a.element(el, inside)
			continue
		}
		a.classMethod(m, inside)
		kind := "0"
		if m.Static {
			kind = "1"
		}
		if id, ok := m.Key.(*ast.PrivateIdentifier); ok {
			call := agHelper + "this.#" + id.Name.String() + ")"
			if m.Static {
				staticPrivate = append(staticPrivate, call)
			} else {
				private = append(private, call)
			}
			continue
		}
		keys = append(keys, kind, a.key(m.Key, m.Computed))
	}
	var b strings.Builder
	if len(keys) > 0 {
		staticPrivate = append(staticPrivate, "__voxemu_agClass(this,["+strings.Join(keys, ",")+",])")
	}
	if len(staticPrivate) > 0 {
		b.WriteString("static{" + strings.Join(staticPrivate, ";") + "}")
	}
	if len(private) > 0 {
		b.WriteString("#__voxemu_ag=(" + strings.Join(private, ",") + ");")
	}
	if b.Len() > 0 {
		first := make(edits, 0, len(*a.edits)+1)
		first = append(first, (*a.edits)[:at]...)
		first.insert(a.offset(n.Body[0].Idx0()), b.String())
		*a.edits = append(first, (*a.edits)[at:]...)
	}
}

// classMethod takes the word async from a method. The semicolon keeps a field in front of it from running on.
func (a *asyncFinder) classMethod(m *ast.MethodDefinition, inside bool) {
	blank := ";    "
	if m.Static {
		blank = "     "
	}
	a.edits.replace(a.offset(m.Body.Function), len("async"), blank)
	if m.Computed {
		a.computed(m.Key, inside)
	}
	a.function(m.Body)
}

// element looks at any other element of a class.
func (a *asyncFinder) element(el ast.ClassElement, inside bool) {
	switch el := el.(type) {
	case *ast.MethodDefinition:
		if el.Computed {
			a.walk(el.Key, inside)
		}
		a.function(el.Body)
	case *ast.FieldDefinition:
		if el.Computed {
			a.walk(el.Key, inside)
		}
		if el.Initializer == nil {
			return
		}
		if f, ok := isAsyncGenerator(el.Initializer); ok {
			a.expression(f, a.key(el.Key, el.Computed))
			return
		}
		a.walk(el.Initializer, false)
	default:
		syntax.Children(el, func(child ast.Node) { a.walk(child, false) })
	}
}

// labelled looks at a statement with labels. Those of a loop have to stay with the loop.
func (a *asyncFinder) labelled(n *ast.LabelledStatement, inside bool) {
	inner := n.Statement
	for l, ok := inner.(*ast.LabelledStatement); ok; l, ok = inner.(*ast.LabelledStatement) {
		inner = l.Statement
	}
	if f, ok := inner.(*ast.ForOfStatement); ok && a.isAwaited(f) {
		a.loop(f, a.offset(n.Idx0()), inside)
		return
	}
	a.children(n, inside)
}
