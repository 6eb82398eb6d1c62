// Checks the dataset in a folder with @mandn/imaging, on so many threads, without a cache; prints the report as JSON.
import { checkDataset, discoverDataset } from "@mandn/imaging";

const [folder, threads] = process.argv.slice(2);
const report = await checkDataset(await discoverDataset(folder), { threads: Number(threads), cacheFolder: null });
process.stdout.write(JSON.stringify(report));
