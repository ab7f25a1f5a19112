package plural

import (
	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

// Options are those of the constructor Intl.PluralRules. An empty Type stands for "cardinal".
type Options struct {
	Type string
	decimal.Options
}

// A Selector is an Intl.PluralRules.
type Selector struct {
	resolved Resolved
	rules    Rules
}

// Resolved is what resolvedOptions shows.
type Resolved struct {
	Locale, Type string
	decimal.Precision
	// Categories are the plural categories of the locale.
	Categories []string
}

// New makes a selector for the first of the requested locales that is known. Errors are *locale.RangeError and
// *locale.UnsupportedError.
func New(requested []locale.Tag, options Options) (*Selector, error) {
	found, err := locale.Resolve(requested)
	if err != nil {
		return nil, err
	}
	s := &Selector{resolved: Resolved{Locale: found.Name}}
	if s.resolved.Type, err = locale.Choose("type", options.Type, "cardinal", "ordinal"); err != nil {
		return nil, err
	}
	if s.resolved.Precision, err = options.Precision(0, 3, false); err != nil {
		return nil, err
	}
	if s.resolved.Type == "ordinal" {
		s.rules = Ordinal(found.Data)
	} else {
		s.rules = Cardinal(found.Data)
	}
	s.resolved.Categories = s.rules.Categories()
	return s, nil
}

// Select is the category of a number, as it looks when it is written with the digits of the options.
func (s *Selector) Select(x float64) string {
	rounded, minFraction := s.resolved.Round(decimal.FromFloat(x))
	if !rounded.Finite() {
		return Other
	}
	return s.rules.Select(rounded.Operands(minFraction, 0))
}

// Resolved is what resolvedOptions shows.
func (s *Selector) Resolved() Resolved { return s.resolved }
