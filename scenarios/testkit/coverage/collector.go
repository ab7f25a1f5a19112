// Package coverage tells what of the scenarios a run of tests has reached: lines, functions and branches, and of the dialogue the
// handlers that never ran, prompts that were never played, digits and failure codes that nobody sent.
//
//	c := coverage.New()
//	c.Add(program)         // for each scenario, so that one that never runs is in the report, too
//	...                    // sessions with c as their session.Coverage
//	r := c.Report()
//	err := r.Text(os.Stdout, coverage.Style{})
//
// All that is counted is added up, so that the order in which sessions end makes no difference.
package coverage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/jsvm/cover"
	"voxemu/runtime/session"
)

// Collector gathers what sessions reach. It is safe for concurrent use.
type Collector struct {
	mu       sync.Mutex
	programs map[*jsvm.Program][]uint64
	handlers map[listener]*handling
	others   []*Report
}

// listener is an event that a line listens to.
type listener struct {
	event string
	at    diag.Pos
}

// handling is what became of a listener.
type handling struct {
	added, ran uint64
	seen       map[string]bool
}

var _ session.Coverage = (*Collector)(nil)

// New returns a collector that knows nothing yet.
func New() *Collector {
	return &Collector{programs: map[*jsvm.Program][]uint64{}, handlers: map[listener]*handling{}}
}

// Add makes a program part of the report, whether it runs or not. One that doesn't count is left out.
func (c *Collector) Add(p *jsvm.Program) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(p)
}

func (c *Collector) add(p *jsvm.Program) []uint64 {
	means := p.Coverage()
	if means == nil {
		return nil
	}
	if c.programs[p] == nil {
		c.programs[p] = make([]uint64, means.Counters)
	}
	return c.programs[p]
}

// Counted implements [session.Coverage].
func (c *Collector) Counted(p *jsvm.Program, counts []uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := c.add(p)
	for i := range sum {
		sum[i] += counts[i]
	}
}

// Listens implements [session.Coverage].
func (c *Collector) Listens(event string, at diag.Pos) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.handling(event, at).added++
}

// telling are the fields of events that a report lists.
var telling = map[string]string{"Call.ToneReceived": "tone", "Call.Failed": "code"}

// Handles implements [session.Coverage].
func (c *Collector) Handles(event string, at diag.Pos, fields session.Fields) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.handling(event, at)
	h.ran++
	for _, f := range fields {
		if f.Key == telling[event] {
			h.seen[fmt.Sprint(f.Value)] = true
		}
	}
}

func (c *Collector) handling(event string, at diag.Pos) *handling {
	key := listener{event, at}
	h := c.handlers[key]
	if h == nil {
		h = &handling{seen: map[string]bool{}}
		c.handlers[key] = h
	}
	return h
}

// Merge adds what another process has reached.
func (c *Collector) Merge(r *Report) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.others = append(c.others, r)
}

// Report tells what was reached so far.
func (c *Collector) Report() *Report {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := &builder{files: map[string]*File{}, adding: map[diag.Pos]*adding{}}
	for p, counts := range c.programs {
		b.program(p, counts)
	}
	b.handlers(c.handlers)
	return merge(append([]*Report{b.report()}, c.others...))
}

// builder makes a report.
type builder struct {
	files  map[string]*File
	adding map[diag.Pos]*adding
}

// adding is a call that adds a listener; several bundles may have it.
type adding struct {
	file *File
	call cover.Call
	ran  uint64
}

// foreign are the files of bundles that the user didn't write: packages, and what a bundler adds.
var foreign = regexp.MustCompile(`(^|/)node_modules/|^webpack/`)

// file returns the file of a place; nil if it isn't the user's.
func (b *builder) file(p *jsvm.Program, name string) *File {
	if name == "" || foreign.MatchString(name) {
		return nil
	}
	f := b.files[name]
	if f == nil {
		f = &File{Name: name}
		f.Source, _ = p.SourceOf(name)
		b.files[name] = f
	}
	return f
}

// prompts are the methods that play something to somebody.
var prompts = []string{"say", "startPlayback", "playProgressTone", "createTTSPlayer", "createURLPlayer", "createToneScriptPlayer"}

const addListener = "addEventListener"

func (b *builder) program(p *jsvm.Program, counts []uint64) {
	means := p.Coverage()
	for _, s := range means.Statements {
		if f := b.file(p, s.Pos.File); f != nil {
			f.Statements = append(f.Statements, Statement{place(s.Pos), counts[s.Counter]})
		}
	}
	for _, fn := range means.Functions {
		if f := b.file(p, fn.Pos.File); f != nil {
			f.Functions = append(f.Functions, Function{place(fn.Pos), fn.Name, counts[fn.Counter]})
		}
	}
	for _, one := range means.Branches {
		f := b.file(p, one.Pos.File)
		if f == nil {
			continue
		}
		branch := Branch{Place: place(one.Pos), Kind: one.Kind}
		for _, a := range one.Arms {
			branch.Arms = append(branch.Arms, Statement{place(a.Pos), counts[a.Counter]})
		}
		f.Branches = append(f.Branches, branch)
	}
	for _, call := range means.Calls {
		f := b.file(p, call.Pos.File)
		switch {
		case f == nil:
		case call.Name == addListener:
			a := b.adding[call.Pos]
			if a == nil {
				a = &adding{file: f, call: call}
				b.adding[call.Pos] = a
			}
			a.ran += counts[call.Counter]
		case slices.Contains(prompts, call.Name):
			f.Prompts = append(f.Prompts, Prompt{place(call.Pos), call.Name, call.Argument, counts[call.Counter]})
		}
	}
}

// constant tells the name of an event from other ways to say which is meant.
var constant = regexp.MustCompile(`^[\w.]+\.\w+$`)

// handlers notes the handlers that lines have added, one for each event. A line that never ran has one that nobody added; one that ran
// and added none calls some other method of that name.
func (b *builder) handlers(known map[listener]*handling) {
	added := map[diag.Pos]bool{}
	for key, h := range known {
		a := b.adding[key.at]
		if a == nil { // the API has added it, not a line of the script
			continue
		}
		added[key.at] = true
		one := Handler{Place: place(key.at), Event: key.event, Added: h.added, Ran: h.ran}
		if constant.MatchString(a.call.Argument) {
			one.Name = a.call.Argument
		}
		for value := range h.seen {
			one.Seen = append(one.Seen, value)
		}
		slices.Sort(one.Seen)
		a.file.Handlers = append(a.file.Handlers, one)
	}
	for at, a := range b.adding {
		if a.ran == 0 && !added[at] {
			a.file.Handlers = append(a.file.Handlers, Handler{Place: place(at), Name: a.call.Argument})
		}
	}
}

func place(at diag.Pos) Place { return Place{at.Line, at.Column} }

// report returns the files sorted by name.
func (b *builder) report() *Report {
	r := &Report{}
	for _, f := range b.files {
		r.Files = append(r.Files, f)
	}
	slices.SortFunc(r.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return r
}
