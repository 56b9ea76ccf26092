package markdown

import (
	"fmt"

	"github.com/statuscat/statuscat/status"
)

// classTitle returns "4xx Client Error".
func classTitle(c status.Class) string {
	word, _ := c.MarshalText()
	return fmt.Sprintf("%s %s", word, c)
}

// advice tells whether to send the same request again, and when: "always; wait
// at least 1s".
func advice(i *status.Info) string { return i.Retry.String() + pause(i.Wait) }

// actor names who is at fault, and so has to act.
func actor(f status.Fault) string {
	if f == status.FaultNobody {
		return f.String()
	}
	return "the " + f.String()
}
