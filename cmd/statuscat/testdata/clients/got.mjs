// Asks for each URL in turn, with got as it comes, and prints the codes of the
// last answers.
import got from 'got';

for (const url of process.argv.slice(2)) {
	try {
		console.log((await got(url)).statusCode);
	} catch (error) {
		if (!error.response) throw error;
		console.log(error.response.statusCode);
	}
}
