package sqlite

import "voxemu/storage"

// id names an entry.
type id struct{ app, key string }

// record is what is known of an entry.
type record struct {
	value  string
	expiry storage.Expiry
	found  bool // false: there is no such entry
}

// answer returns what a Get or Remove of the record is told.
func (r record) answer(op storage.Op) storage.Result {
	if !r.found || r.expiry.Passed(op.Now) {
		return storage.Result{}
	}
	return storage.Result{Entry: storage.Entry{Key: op.Key, Value: r.value, ExpireAt: r.expiry.Seconds()}, Found: true}
}

// cacheBytes bounds the cache of a store.
const cacheBytes = 32 << 20

// recordBytes is what an entry of the cache costs beside its texts, about.
const recordBytes = 128

// cache remembers committed records. It holds two generations: what is used moves to the young one, and when that has
// grown to half of the limit it becomes the old one, which is forgotten.
type cache struct {
	young, old map[id]record
	size       int // bytes of young
	limit      int // of young
}

func newCache(bytes int) cache { return cache{young: make(map[id]record), limit: bytes / 2} }

func (c *cache) get(at id) (record, bool) {
	if r, ok := c.young[at]; ok {
		return r, true
	}
	r, ok := c.old[at]
	if ok {
		c.put(at, r)
	}
	return r, ok
}

func (c *cache) put(at id, r record) {
	if had, ok := c.young[at]; ok {
		c.size -= cost(at, had)
	}
	c.size += cost(at, r)
	c.young[at] = r
	delete(c.old, at)
	if c.size > c.limit {
		c.young, c.old, c.size = make(map[id]record), c.young, 0
	}
}

func (c *cache) drop(at id) {
	if had, ok := c.young[at]; ok {
		c.size -= cost(at, had)
		delete(c.young, at)
	}
	delete(c.old, at)
}

func cost(at id, r record) int { return len(at.app) + len(at.key) + len(r.value) + recordBytes }
