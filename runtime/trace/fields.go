package trace

import "fmt"

// fields takes the typed fields out of a parsed line. Fields that are absent or null are zero; the first one of a wrong
// type is kept in err.
type fields struct {
	o   Object
	err error
}

// get returns the value of the last field of that name, as JSON.parse would.
func (f *fields) get(key string) any {
	for i := len(f.o) - 1; i >= 0; i-- {
		if f.o[i].Key == key {
			return f.o[i].Value
		}
	}
	return nil
}

// typed returns the value of a field, and whether it is there.
func typed[T any](f *fields, key, want string) (v T, ok bool) {
	raw := f.get(key)
	if raw == nil {
		return v, false
	}
	v, ok = raw.(T)
	if !ok && f.err == nil {
		f.err = fmt.Errorf("%q: want %s, got %s", key, want, describe(raw))
	}
	return v, ok
}

func (f *fields) str(key string) string {
	s, _ := typed[string](f, key, "a string")
	return s
}

func (f *fields) strOrNil(key string) *string {
	s, ok := typed[string](f, key, "a string")
	if !ok {
		return nil
	}
	return &s
}

func (f *fields) int(key string) int64 {
	n, _ := typed[int64](f, key, "an integer")
	return n
}

func (f *fields) intOrNil(key string) *int64 {
	n, ok := typed[int64](f, key, "an integer")
	if !ok {
		return nil
	}
	return &n
}

func (f *fields) exit() *int {
	n, ok := typed[int64](f, "exit", "an integer")
	if !ok {
		return nil
	}
	code := int(n)
	return &code
}

func (f *fields) bool(key string) bool {
	b, _ := typed[bool](f, key, "a boolean")
	return b
}

func (f *fields) object(key string) Object {
	o, _ := typed[Object](f, key, "an object")
	return o
}

// array returns nil for an empty array, which is written the same way.
func (f *fields) array(key string) []any {
	list, _ := typed[[]any](f, key, "an array")
	if len(list) == 0 {
		return nil
	}
	return list
}

func (f *fields) strings(key string) []string {
	var list []string
	for i, v := range f.array(key) {
		s, ok := v.(string)
		if !ok && f.err == nil {
			f.err = fmt.Errorf(`%q: want a string at [%d], got %s`, key, i, describe(v))
		}
		list = append(list, s)
	}
	return list
}
