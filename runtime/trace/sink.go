package trace

// Collect is a [Sink] that keeps records in memory.
type Collect struct{ Records []Record }

// Write keeps r.
func (c *Collect) Write(r Record) { c.Records = append(c.Records, r) }

// Discard is a [Sink] that forgets.
type Discard struct{}

// Write does nothing.
func (Discard) Write(Record) {}

// Tee returns a [Sink] that hands each record to all sinks, in their order.
func Tee(sinks ...Sink) Sink { return tee(sinks) }

type tee []Sink

func (t tee) Write(r Record) {
	for _, s := range t {
		s.Write(r)
	}
}

var (
	_ Sink = (*Collect)(nil)
	_ Sink = Discard{}
)
