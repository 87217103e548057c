/* Holds a lease on pages of a device, and gives it back when it is asked: lease-holder STATE DEVICE PAGES
 * Speaks with 'daxplane lease serve' through STATE/leases.sock (docs/LEASES.md). cc -Wall -o lease-holder lease-holder.c */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static FILE *desk_in, *desk_out;
static char line[4096], waiting[4096];

static void next_line(void)
{
	if (!fgets(line, sizeof line, desk_in)) {
		fprintf(stderr, "nobody keeps the lease any more\n");
		exit(1);
	}
}

/* What follows a name in the last line, or nothing. */
static const char *field(const char *name)
{
	char quoted[32];
	snprintf(quoted, sizeof quoted, "\"%s\":", name);
	const char *at = strstr(line, quoted);
	return at ? at + strlen(quoted) : "";
}

/* Reads on to the answer; an event that comes before it is kept. Of one lease one at a time is on its way. */
static void ask(const char *question)
{
	fprintf(desk_out, "%s\n", question);
	fflush(desk_out);
	for (next_line(); !*field("ok"); next_line())
		memcpy(waiting, line, sizeof line);
	if (strncmp(field("ok"), "true", 4)) {
		fprintf(stderr, "%s", line);
		exit(1);
	}
}

static void ask_of(const char *op, long lease)
{
	char question[128];
	snprintf(question, sizeof question, "{\"op\":\"%s\",\"lease\":%ld}", op, lease);
	ask(question);
}

int main(int argc, char **argv)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char question[256];
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (argc != 4 || snprintf(address.sun_path, sizeof address.sun_path, "%s/leases.sock", argv[1]) >= (int) sizeof address.sun_path)
		return 2;
	if (fd < 0 || connect(fd, (struct sockaddr *) &address, sizeof address))
		return perror(address.sun_path), 1;
	desk_in = fdopen(fd, "r");
	desk_out = fdopen(dup(fd), "w");
	snprintf(question, sizeof question, "{\"op\":\"hello\",\"name\":\"example-c\",\"pid\":%d}", getpid());
	ask(question);
	snprintf(question, sizeof question, "{\"op\":\"acquire\",\"device\":\"%.64s\",\"page\":0,\"pages\":%ld,\"grace\":5000}", argv[2], atol(argv[3]));
	ask(question);
	long lease = atol(field("lease"));
	printf("granted %ld\n", lease);         /* here: map the device */
	for (fflush(stdout);; fflush(stdout)) {
		if (*waiting) {
			memcpy(line, waiting, sizeof line);
			*waiting = 0;
		} else {
			next_line();
		}
		if (!strncmp(field("event"), "\"revoke\"", 8)) {
			printf("revoke %ld\n", lease);  /* here: stop, unmap */
			ask_of("quiesced", lease);
		} else if (!strncmp(field("event"), "\"resumed\"", 9)) {
			ask_of("reacquire", lease);     /* granted already where only asked: then this changes nothing */
			printf("granted %ld\n", lease); /* here: map it again */
		}
	}
}
