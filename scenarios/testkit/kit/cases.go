package kit

import (
	"slices"
	"time"

	"github.com/dop251/goja"
)

// suite is what a describe() has opened; the first of a file is the file itself.
type suite struct {
	title, tags []string // with those of the suites it is in
	modes       []string
	timeout     goja.Value // undefined if neither it nor a suite it is in says
}

// register notes the tests of a file as they are defined.
type register struct {
	suites []suite
	cases  []Case
	modes  [][]string // of the cases
}

// suite notes a suite, and returns its number. Arguments: the number of the suite it is in, title, tags, mode, timeout.
func (v *VM) suite(args []goja.Value) (any, error) {
	if v.cases != nil { // they are known
		return 0, nil
	}
	r := &v.register
	in := r.suites[arg(args, 0).ToInteger()]
	s := suite{
		title: append(slices.Clip(in.title), text(args, 1)), tags: v.tagged(in.tags, arg(args, 2)),
		modes: append(slices.Clip(in.modes), text(args, 3)), timeout: arg(args, 4),
	}
	if goja.IsUndefined(s.timeout) {
		s.timeout = in.timeout
	}
	r.suites = append(r.suites, s)
	return len(r.suites) - 1, nil
}

// tagged returns tags with more of them, each once.
func (v *VM) tagged(tags []string, more goja.Value) []string {
	if goja.IsUndefined(more) {
		return tags
	}
	tags = slices.Clone(tags)
	for _, tag := range v.strings(more) {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// test notes a test. Arguments: the number of its suite, title, tags, mode, timeout, retries.
func (v *VM) test(args []goja.Value) (any, error) {
	if v.cases != nil {
		return nil, nil
	}
	r := &v.register
	in := &r.suites[arg(args, 0).ToInteger()]
	c := Case{
		Index: len(r.cases), Title: append(slices.Clip(in.title), text(args, 1)), Pos: v.vm.Caller().Pos(), Tags: v.tagged(in.tags, arg(args, 2)), Retries: -1,
	}
	timeout := arg(args, 4)
	if goja.IsUndefined(timeout) {
		timeout = in.timeout
	}
	if !isNothing(timeout) {
		c.Timeout = time.Duration(timeout.ToFloat() * float64(time.Millisecond))
	}
	if retries := arg(args, 5); !isNothing(retries) {
		c.Retries = int(retries.ToInteger())
	}
	r.cases = append(r.cases, c)
	r.modes = append(r.modes, append(slices.Clip(in.modes), text(args, 3)))
	return nil, nil
}

func isNothing(v goja.Value) bool { return goja.IsUndefined(v) || goja.IsNull(v) }

// collect returns the tests that were noted, once all are known.
func (r *register) collect() []Case {
	for i, modes := range r.modes {
		c := &r.cases[i]
		c.Only = slices.Contains(modes, "only")
		switch {
		case slices.Contains(modes, "fixme"):
			c.Skip = "fixme"
		case slices.Contains(modes, "skip"):
			c.Skip = "skip"
		}
	}
	return r.cases
}

// about returns what a test can ask of itself: its titles and its place.
func (v *VM) about(args []goja.Value) (any, error) {
	c := &v.cases[arg(args, 0).ToInteger()]
	return object{{"titlePath", c.Title}, {"file", c.Pos.File}, {"line", c.Pos.Line}}, nil
}
