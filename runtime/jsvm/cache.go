package jsvm

import "sync"

// What a [Cache] keeps at most; the oldest programs go first. One program is always kept, however long it is.
const (
	maxCached     = 512
	maxCachedText = 64 << 20 // bytes of source texts and maps
)

// Cache holds compiled programs by their content: name, text and source map. It is safe for concurrent use, and what several
// goroutines ask for at once is compiled once.
type Cache struct {
	mu      sync.Mutex
	entries map[Source]*cached
	order   []Source // oldest first
	bytes   int
}

// cached is a program, or the error that its source gave.
type cached struct {
	once    sync.Once
	program *Program
	err     error
}

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{entries: map[Source]*cached{}} }

// Compile returns the program of a source. The error, an [*Error], is of kind Syntax and has the place of the first mistake.
func (c *Cache) Compile(src Source) (*Program, error) {
	e := c.entry(src)
	e.once.Do(func() { e.program, e.err = compile(src) })
	return e.program, e.err
}

func (c *Cache) entry(src Source) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[src]; ok {
		return e
	}
	e := &cached{}
	c.entries[src] = e
	c.order = append(c.order, src)
	c.bytes += len(src.Text) + len(src.Map)
	for len(c.order) > 1 && (len(c.order) > maxCached || c.bytes > maxCachedText) {
		oldest := c.order[0]
		c.order = c.order[1:]
		c.bytes -= len(oldest.Text) + len(oldest.Map)
		delete(c.entries, oldest)
	}
	return e
}
