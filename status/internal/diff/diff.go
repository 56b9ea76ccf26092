// Package diff compares values in tests whose imports go mod tidy follows, and that
// therefore import this module alone.
package diff

import (
	"fmt"
	"reflect"
	"strings"
)

// Diff returns both values, a field a line, or an empty text if they are deeply equal.
func Diff(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return lines("-", want) + lines("+", got)
}

func lines(sign string, v any) string {
	text := fmt.Sprintf("%+v", v)
	if s, ok := v.(string); ok {
		return sign + strings.ReplaceAll(s, "\n", "\n"+sign) + "\n"
	}
	return sign + strings.NewReplacer(" ", "\n"+sign).Replace(text) + "\n"
}
